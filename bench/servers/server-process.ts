import { Helper } from '../helper.ts';
import type { Usage } from './report-usage.ts';

/** The servers that can be measured, each a file of this folder. */
export type ServerName = 'understudy' | 'bare' | 'express' | 'package-proxy' | 'modes';

/** A server in a process of its own. */
export class ServerProcess implements AsyncDisposable {
  readonly name: ServerName;
  readonly url: string;
  readonly #helper: Helper;

  private constructor(name: ServerName, url: string, helper: Helper) {
    this.name = name;
    this.url = url;
    this.#helper = helper;
  }

  /**
   * @param profiles Folder for a processor profile, if one is wanted.
   * @param args What the server's file takes.
   */
  static async start(name: ServerName, profiles?: string, args: readonly string[] = []): Promise<ServerProcess> {
    const profiling = profiles === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profiles}`];
    const helper = new Helper(`servers/${name}.ts`, ['--expose-gc', ...profiling], args);
    const { url } = await helper.next<{ url: string }>();
    return new ServerProcess(name, url, helper);
  }

  usage(): Promise<Usage> {
    return this.#helper.ask('usage');
  }

  /** What is used once all garbage is collected. */
  usageAfterCollection(): Promise<Usage> {
    return this.#helper.ask('collect');
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#helper[Symbol.asyncDispose]();
  }
}
