// Sign-in of the local stack: pick a person, keep the token for this tab, go on to the page that is theirs.

const people = document.querySelector("#people");
const search = document.querySelector("#search");
const status = document.querySelector("#status");
const STAFF = "BrightThread staff";

/** Where to go on: a page of ours named by ?next=, else the widget or, for staff, the workbench. */
function destination(person) {
  const next = new URLSearchParams(location.search).get("next") ?? "";
  if (/^\/agent\/[\w\-./?=&%]*$/.test(next)) return next;
  return person.groups.includes("customers") ? "/agent/widget/" : "/agent/workbench/";
}

async function signIn(person, button) {
  button.disabled = true;
  status.textContent = `Signing in as ${person.name} …`;
  try {
    const answer = await fetch("/local/token", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ user_id: person.user_id }),
    });
    if (!answer.ok) throw new Error(`the answer was ${answer.status}`);
    const token = await answer.json();
    sessionStorage.setItem("brightthread.token", token.access_token);
    sessionStorage.setItem("brightthread.user", JSON.stringify(person));
    location.assign(destination(person));
  } catch (error) {
    button.disabled = false;
    status.textContent = `Signing in failed: ${error.message}. Try again.`;
  }
}

function card(person) {
  const button = document.createElement("button");
  button.type = "button";
  button.dataset.userId = person.user_id;
  const name = document.createElement("strong");
  name.textContent = person.name;
  const detail = document.createElement("span");
  detail.textContent = person.company ? person.email : `${person.groups.join(", ")} · ${person.email}`;
  button.append(name, detail);
  button.addEventListener("click", () => signIn(person, button));
  const item = document.createElement("li");
  item.append(button);
  return item;
}

function show(found) {
  people.replaceChildren(...[...grouped(found)].map(([company, members]) => {
    const section = document.createElement("section");
    const title = document.createElement("h2");
    title.textContent = company;
    const list = document.createElement("ul");
    list.append(...members.map(card));
    section.append(title, list);
    return section;
  }));
}

function grouped(found) {
  const companies = new Map();
  for (const person of found) {
    const company = person.company ?? STAFF;
    companies.set(company, [...(companies.get(company) ?? []), person]);
  }
  return companies;
}

let latest = 0;

async function find() {
  const mine = ++latest;
  try {
    const answer = await fetch(`/local/users?q=${encodeURIComponent(search.value)}`);
    if (!answer.ok) throw new Error(`the answer was ${answer.status}`);
    const { items, more } = await answer.json();
    if (mine !== latest) return;
    show(items);
    const count = `${items.length}${more ? "+" : ""} ${items.length === 1 ? "person" : "people"}`;
    status.textContent = more ? `${count}. Type to find others.` : count;
  } catch (error) {
    status.textContent = `The list could not be loaded: ${error.message}.`;
  }
}

search.addEventListener("input", find);
find();
