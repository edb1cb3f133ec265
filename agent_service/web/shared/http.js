// Calls to our own API: JSON in and out, problems as exceptions.

import { forgetToken, token } from "./session.js";

/** An answer that says what is wrong (application/problem+json). */
export class Problem extends Error {
  constructor(status, body) {
    super(body.detail ?? body.title ?? `The server answered ${status}.`);
    this.status = status;
    this.code = body.code ?? "unknown";
    this.reference = body.correlation_id ?? null;
    this.body = body;
  }
}

/** No answer at all: offline, or the connection was cut. */
export class Unreachable extends Error {
  constructor() {
    super("There is no connection right now.");
    this.code = "unreachable";
  }
}

/** The response, if it is a good one; throws Problem or Unreachable. */
export async function request(method, path, { body, headers = {}, signal } = {}) {
  let response;
  try {
    response = await fetch(path, {
      method,
      signal,
      headers: {
        Authorization: `Bearer ${token()}`,
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
        ...headers,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Unreachable();
  }
  if (response.ok) return response;
  const problem = new Problem(response.status, await response.json().catch(() => ({})));
  if (problem.status === 401) {
    forgetToken();
    document.dispatchEvent(new CustomEvent("signed-out"));
  }
  throw problem;
}

export async function get(path, options) {
  return (await request("GET", path, options)).json();
}

export async function post(path, body, options) {
  const response = await request("POST", path, { ...options, body });
  return response.status === 204 ? null : response.json();
}

const WORDS = {
  unreachable: "There is no connection right now.",
  turn_in_progress: "Your last message is still being answered.",
  rate_limited: "That was a lot at once. Give it a moment.",
  dependency_unavailable: "One of our systems is not answering right now.",
  draining: "We are restarting. It takes a few seconds.",
  internal_error: "Something went wrong on our side.",
  unauthenticated: "Your session has ended. Please sign in again.",
  forbidden: "Your account may not do this.",
  not_found: "This is no longer there.",
};

/** What went wrong, in words for people. */
export function explain(error) {
  return WORDS[error.code] ?? error.message;
}
