// The widget: sign in, pick an order, talk.

import { button, h } from "../shared/element.js";
import { explain, get } from "../shared/http.js";
import { signInUrl, signOut, token } from "../shared/session.js";
import "./chat-room.js";
import "./order-picker.js";

const main = document.querySelector("#main");
const who = document.querySelector("#who");
const skip = document.querySelector("#skip");
const CURRENT = "brightthread.conversation";

const WELCOME = "Say what you need. You see the price and the new date before anything happens, and get a receipt after.";
const ENDED = "Your session has ended. Sign in again, and your conversation goes on where it was.";

function signInPage(words = WELCOME) {
  skipTo("main", "Skip to the content");
  who.replaceChildren();
  main.className = "welcome";
  main.replaceChildren(
    h("section", { class: "card" },
      h("h2", {}, "Change an order in a minute"),
      h("p", { role: words === WELCOME ? null : "alert" }, words),
      h("a", { class: "button primary", href: signInUrl() }, "Sign in"),
    ),
  );
}

async function start() {
  if (token() === null) return signInPage();
  try {
    const me = await get("/platform/v1/me");
    showWho(me);
    workspace(me);
  } catch (error) {
    if (error.status === 401) return signInPage();
    failed(error);
  }
}

function showWho(me) {
  const leave = button("Sign out", () => {
    signOut();
    signInPage();
  }, { class: "quiet" });
  who.replaceChildren(h("span", {}, me.company ? `${me.name}, ${me.company.name}` : me.name), leave);
}

function failed(error) {
  main.className = "welcome";
  main.replaceChildren(
    h("div", { class: "problem", role: "alert" }, h("p", {}, explain(error)), button("Try again", start, { class: "secondary" })),
  );
}

function workspace(me) {
  main.className = "workspace";
  if (!me.groups.includes("customers")) {
    main.replaceChildren(h("p", { class: "card" }, "This page is for customers. ", h("a", { href: "../workbench/" }, "Open the workbench")));
    return;
  }
  const picker = document.createElement("order-picker");
  const room = document.createElement("chat-room");
  room.hidden = true;
  picker.addEventListener("picked", (event) => enter(room, event.detail));
  room.addEventListener("left", () => {
    sessionStorage.removeItem(CURRENT);
    room.hidden = true;
    main.classList.remove("talking");
    skipTo("main", "Skip to the content");
    picker.focusFirst();
  });
  room.addEventListener("entered", (event) => {
    sessionStorage.setItem(CURRENT, event.detail.conversationId);
    picker.mark(event.detail.orderId);
  });
  room.addEventListener("changed", () => picker.refresh());
  main.replaceChildren(picker, room);
  const current = sessionStorage.getItem(CURRENT);
  if (current) enter(room, { conversationId: current });
}

/** With a conversation open the first thing to jump to is the message being written. */
function skipTo(id, words) {
  skip.href = `#${id}`;
  skip.textContent = words;
}

function enter(room, destination) {
  skipTo("message", "Skip to your message");
  room.hidden = false;
  main.classList.add("talking");
  room.enter(destination);
}

document.addEventListener("signed-out", () => signInPage(ENDED));
start();
