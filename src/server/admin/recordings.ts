import type { AdminCall } from './call.ts';

/** What the recordings folder holds, how often each recording was played in the session, and what could not be loaded. */
export const readRecordings: AdminCall = {
  method: 'GET',
  path: '/recordings',
  handle: async ({ context: { config }, inSession }) => {
    // Loaded when somebody asks: most runs never do.
    const { readFolder } = await import('../../../proxy/recording-format/read-folder.ts');
    const { recordings, problems } = await readFolder(config.recordings).catch((error: unknown) => ({
      recordings: [],
      problems: [error instanceof Error ? error.message : String(error)],
    }));
    return inSession(({ played }) => ({
      recordings: recordings.map(
        ({ file, recording: { provider, operation, recorded_at, request, response, check } }) => ({
          file,
          provider,
          operation,
          recorded_at,
          method: request.method,
          path: request.path,
          status: response.status,
          check,
          played: played.get(file) ?? 0,
        }),
      ),
      problems,
    }));
  },
};
