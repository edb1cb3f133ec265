// Who is signed in: the sign-in page leaves an access token for this tab.

const TOKEN = "brightthread.token";
const USER = "brightthread.user";

export function token() {
  return sessionStorage.getItem(TOKEN);
}

export function signOut() {
  for (const key of Object.keys(sessionStorage)) {
    if (key.startsWith("brightthread.")) sessionStorage.removeItem(key);
  }
}

/** Forget the token only: what the tab was doing is taken up again after the next sign-in. */
export function forgetToken() {
  sessionStorage.removeItem(TOKEN);
  sessionStorage.removeItem(USER);
}

/** The sign-in page, named by the page itself, and the way back from it. */
export function signInUrl() {
  const page = document.querySelector('meta[name="sign-in"]').content;
  return `${page}?next=${encodeURIComponent(location.pathname + location.search)}`;
}
