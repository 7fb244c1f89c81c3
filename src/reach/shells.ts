/** How a shell is told of a variable, by its name. */
export const shells = {
  sh: (name: string, value: string) => `export ${name}='${value.replaceAll("'", `'\\''`)}'`,
  fish: (name: string, value: string) => `set -gx ${name} '${value.replaceAll(/[\\']/g, '\\$&')}'`,
  powershell: (name: string, value: string) => `$env:${name} = '${value.replaceAll("'", "''")}'`,
} as const satisfies Readonly<Record<string, (name: string, value: string) => string>>;

export type Shell = keyof typeof shells;

export const shellNames = Object.keys(shells) as readonly Shell[];
