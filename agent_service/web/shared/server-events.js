// Server-sent events over fetch: EventSource can send neither a token nor a body.

/** The events of a response, as they arrive: {event, id, data}. */
export async function* eventsOf(response) {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      rest += value;
      const blocks = rest.split(/\r?\n\r?\n/);
      rest = blocks.pop();
      yield* blocks.map(parsed).filter(Boolean);
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}

function parsed(block) {
  const found = { event: "message", id: null, data: "" };
  for (const line of block.split(/\r?\n/)) {
    const [, name, value] = /^([a-z]+): ?(.*)$/.exec(line) ?? [];
    if (name === "data") found.data += value;
    else if (name) found[name] = value;
  }
  return found.data === "" ? null : { ...found, data: JSON.parse(found.data) };
}
