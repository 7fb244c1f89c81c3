/** Calls the admin API of an understudy, for its default session. Rejects when the call is refused. */
export async function callAdmin(url: string, method: 'POST' | 'PUT', path: string, body?: unknown): Promise<void> {
  const response = await fetch(`${url}/_understudy/${path}`, {
    method,
    headers: { 'Content-Type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`Cannot ${method} ${path} at ${url}: status ${response.status}, ${text}`);
}
