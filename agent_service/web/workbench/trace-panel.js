// How the assistant came to its answers: states, calls and times of every turn.

import { h } from "../shared/element.js";

export function tracePanel(trace) {
  return h("section", {}, h("h2", {}, "How it came about"), trace.turns.length
    ? h("ol", { class: "trace" }, trace.turns.map(turn))
    : h("p", { class: "note" }, "No turns yet."));
}

function turn(each, index) {
  const way = [each.transitions[0]?.from, ...each.transitions.map((step) => step.to)].filter(Boolean).join(" → ");
  const calls = each.tools.map((tool) => `${tool.name} ${tool.http_status ?? tool.error_code} (${Math.round(tool.duration_ms)} ms)`);
  return h("li", {}, h("details", {},
    h("summary", {}, `Turn ${index + 1}: ${Math.round(each.duration_ms)} ms, by ${each.interpreter}`),
    h("p", {}, way || "State unchanged"),
    h("p", { class: "note" }, calls.join(", ") || "No calls")));
}
