// The key of this window, which the server asks for beside the cookie: a cookie goes to other ports, too, the storage of an
// origin does not. It comes once, behind the # of the address, and every tab of this origin finds it in the storage.

const NAME = "storymap-key";
const IN_ADDRESS = /^#key=([\w-]+)$/;

/** Keep the key out of the address. Returns it if the storage is refused: then this tab has it, and nobody else. */
function takeKey(): string {
  const key = IN_ADDRESS.exec(location.hash)?.[1];
  if (!key) return (history.state as { key?: string } | null)?.key ?? "";
  let own = "";
  try {
    localStorage.setItem(NAME, key);
  } catch {
    own = key;
  }
  history.replaceState(own ? { key } : null, "", "/");
  return own;
}

const own = takeKey();

/** What a request to the server carries. */
export function keyHeader(): { "X-Storymap": string } {
  return { "X-Storymap": own || stored() };
}

function stored(): string {
  try {
    return localStorage.getItem(NAME) ?? "";
  } catch {
    return "";
  }
}

/** Another tab has opened the link of another run: what this window shows is of the run before. */
export function onNewKey(heard: () => void): void {
  window.addEventListener("storage", ({ key }) => {
    if (key === NAME) heard();
  });
}

/**
 * The address at which a frame may load this page, whose path is below `/page/` or `/read/`: with a ticket for it alone,
 * for the page can read it. Rejects where the server does not answer.
 */
export async function framedAddress(address: string): Promise<string> {
  const made = new URL(address, location.origin);
  const options = { headers: keyHeader(), cache: "no-store" } as const;
  const response = await fetch(`/api/ticket?for=${encodeURIComponent(made.pathname)}`, options);
  if (!response.ok) throw new Error(await response.text());
  made.searchParams.set("ticket", String(await response.json()));
  return `${made.pathname}${made.search}`;
}
