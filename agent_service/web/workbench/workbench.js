// The workbench: what waits for a human, and everything needed to decide it.

import { button, h } from "../shared/element.js";
import { explain, get } from "../shared/http.js";
import { signInUrl, signOut, token } from "../shared/session.js";
import "./case-queue.js";
import "./case-view.js";

const main = document.querySelector("#main");
const who = document.querySelector("#who");

function signInPage(reason = "For colleagues of the CX team.") {
  who.replaceChildren();
  main.className = "welcome";
  main.replaceChildren(h("section", { class: "card" },
    h("h2", {}, "Workbench"),
    h("p", {}, reason),
    h("a", { class: "button primary", href: signInUrl() }, "Sign in")));
}

async function start() {
  if (token() === null) return signInPage();
  try {
    const me = await get("/platform/v1/me");
    const leave = button("Sign out", () => {
      signOut();
      signInPage();
    }, { class: "quiet" });
    who.replaceChildren(h("span", {}, me.name), leave);
    desk(me);
  } catch (error) {
    if (error.status === 401) return signInPage();
    main.className = "welcome";
    main.replaceChildren(h("div", { class: "problem", role: "alert" }, h("p", {}, explain(error)), button("Try again", start, { class: "secondary" })));
  }
}

function desk(me) {
  main.className = "desk";
  if (!me.groups.includes("cx_agents")) {
    main.replaceChildren(h("p", { class: "card" }, "This page is for the CX team. ", h("a", { href: "../widget/" }, "Go to order help")));
    return;
  }
  const queue = document.createElement("case-queue");
  const view = document.createElement("case-view");
  view.me = me;
  queue.addEventListener("picked", ({ detail }) => {
    history.replaceState(null, "", `?conversation=${encodeURIComponent(detail.conversationId)}`);
    view.show(detail.conversationId).then(() => view.scrollIntoView({ block: "start" }));
  });
  view.addEventListener("decided", () => queue.refresh());
  main.replaceChildren(queue, view);
  const wanted = new URLSearchParams(location.search).get("conversation");
  if (wanted) view.show(wanted);
}

document.addEventListener("signed-out", () => signInPage("Your session has ended. Please sign in again."));
start();
