/** Whether a host name or address can only mean this machine: `localhost` and below, 127.0.0.0/8, `::1`. */
export function isLoopback(host: string): boolean {
  // What nearly every request says.
  if (host === '127.0.0.1' || host === 'localhost') return true;
  const name = host.toLowerCase().replace(/^\[(.*)\]$/, '$1');
  return name === 'localhost' || name.endsWith('.localhost') || name === '::1' || /^127(\.\d{1,3}){3}$/.test(name);
}
