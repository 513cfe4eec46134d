// The page's script: messages up by POST, replies down by Server-Sent Events, the conversation kept in this tab only.
import { directionMark, languageOf, write } from "/web/files/links.js";

const SLOW_AFTER_MS = 12000;
const KEPT = "sahulat.conversation";
const LANGUAGE = "sahulat.language";

const at = (id) => document.getElementById(id);
const bubbles = at("bubbles");
const conversation = at("conversation");
const question = at("question");
const working = at("working");
const notice = at("notice");
const menu = at("language");

let texts = null;
let stream = null;
let history = read(sessionStorage, KEPT) ?? [];
let last = Math.max(0, ...history.map((turn) => turn.number ?? 0));
const waiting = new Map();

const say = (key) => texts?.[key] ?? "";

function read(storage, key) {
  try {
    return JSON.parse(storage.getItem(key));
  } catch {
    return null;
  }
}

function keep(storage, key, value) {
  try {
    storage.setItem(key, JSON.stringify(value));
  } catch {
    // A browser that stores nothing still chats.
  }
}

// --- the conversation on the screen

function show(turn) {
  const row = document.createElement("div");
  row.className = turn.mine ? "turn mine" : "turn";
  const who = document.createElement("span");
  who.className = "unseen";
  who.textContent = turn.mine ? say("you") : say("sahulat");
  const bubble = document.createElement("div");
  bubble.className = "bubble";
  bubble.dir = "auto";
  bubble.lang = turn.language;
  write(bubble, directionMark(turn.text, turn.language) + turn.text);
  row.append(who, bubble);
  if (turn.buttons?.length) {
    row.append(choices(turn));
  }
  bubbles.append(row);
  at("welcome").hidden = true;
  at("afresh").hidden = false;
  return row;
}

function choices(turn) {
  const group = document.createElement("div");
  group.className = "choices";
  group.lang = turn.language;
  group.dir = turn.language === "ur" ? "rtl" : "ltr";
  for (const { title, payload } of turn.buttons) {
    const button = document.createElement("button");
    button.type = "button";
    button.dir = "auto";
    button.textContent = title;
    button.addEventListener("click", () => {
      button.setAttribute("aria-pressed", "true");
      ask(title, payload);
    });
    group.append(button);
  }
  return group;
}

function reveal(row) {
  if (row.offsetHeight > conversation.clientHeight - 24) {
    row.scrollIntoView({ block: "start" });
  } else {
    conversation.scrollTop = conversation.scrollHeight;
  }
}

function remember(turn) {
  history.push(turn);
  history = history.slice(-100);
  keep(sessionStorage, KEPT, history);
}

function refresh() {
  working.hidden = waiting.size === 0;
  if (waiting.size === 0 && notice.dataset.about === "slow") {
    tell("");
  }
}

function tell(text, about = "") {
  notice.textContent = text;
  notice.dataset.about = about;
  notice.hidden = !text;
}

// --- messages up

function ask(text, payload = null) {
  const turn = { mine: true, id: newId(), text, payload, language: languageOf(text) };
  remember(turn);
  const row = show(turn);
  post(turn, row);
  reveal(row);
}

function newId() {
  if (crypto.randomUUID) {
    return crypto.randomUUID();
  }
  // An address without https has no randomUUID: RFC 9562, version 4, by hand.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

async function post(turn, row) {
  waiting.set(turn.id, setTimeout(() => tell(say("slow"), "slow"), SLOW_AFTER_MS));
  refresh();
  try {
    let response = await send("/web/messages", turn);
    if (response.status === 401) {
      await begin();
      response = await send("/web/messages", turn);
    }
    if (!response.ok) {
      const refusal = await response.json().catch(() => ({}));
      failed(turn, row, refusal.message ?? say("not_sent"), response.status >= 500);
    }
  } catch {
    failed(turn, row, say("not_sent"), true);
  }
}

function send(path, { id, text, payload }) {
  return fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ id, text, payload, language: menu.value }),
  });
}

function failed(turn, row, reason, again) {
  done(turn.id);
  const line = document.createElement("div");
  line.className = "unsent";
  line.setAttribute("role", "alert");
  line.lang = menu.value;
  line.append(reason);
  if (again) {
    const retry = document.createElement("button");
    retry.type = "button";
    retry.textContent = say("retry");
    retry.addEventListener("click", () => {
      line.remove();
      post(turn, row);
    });
    line.append(retry);
  }
  row.append(line);
  reveal(row);
}

function done(id) {
  clearTimeout(waiting.get(id));
  waiting.delete(id);
  refresh();
}

// --- replies down

async function begin(fresh = false) {
  const response = await fetch("/web/session", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ fresh }),
  });
  if (!response.ok) {
    throw new Error(`session ${response.status}`);
  }
  listen();
}

function listen() {
  stream?.close();
  stream = new EventSource(`/web/stream?after=${last}`);
  stream.addEventListener("open", () => {
    if (notice.dataset.about === "offline") {
      tell("");
    }
  });
  stream.addEventListener("reply", (event) => receive(JSON.parse(event.data)));
  stream.addEventListener("error", () => {
    tell(say("offline"), "offline");
    if (stream.readyState === EventSource.CLOSED) {
      setTimeout(start, 3000, false);
    }
  });
}

function receive({ number, to, text, language, buttons }) {
  if (number <= last) {
    return;
  }
  last = number;
  done(to);
  const turn = { mine: false, number, text, language, buttons };
  remember(turn);
  reveal(show(turn));
}

async function start(fresh = false) {
  try {
    await begin(fresh);
  } catch {
    tell(say("offline"), "offline");
    setTimeout(start, 3000, fresh);
  }
}

// --- the language of the page

async function speak(wanted) {
  const language = Array.from(menu.options).some((option) => option.value === wanted) ? wanted : "en";
  try {
    const response = await fetch(`/web/texts?lang=${encodeURIComponent(language)}`);
    if (!response.ok) {
      return;
    }
    texts = await response.json();
  } catch {
    return;
  }
  document.documentElement.lang = language;
  document.documentElement.dir = language === "ur" ? "rtl" : "ltr";
  document.title = say("title");
  for (const element of document.querySelectorAll("[data-text]")) {
    element.textContent = texts[element.dataset.text];
  }
  question.placeholder = say("placeholder");
  question.lang = language;
  at("send").setAttribute("aria-label", say("send"));
  bubbles.setAttribute("aria-label", say("conversation"));
  menu.value = language;
}

// --- wiring

at("form").addEventListener("submit", (event) => {
  event.preventDefault();
  const text = question.value.trim();
  if (!text) {
    question.focus();
    return;
  }
  question.value = "";
  grow();
  ask(text);
});

question.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    at("form").requestSubmit();
  }
});

function grow() {
  question.style.height = "auto";
  question.style.height = `${question.scrollHeight + 3}px`;
}
question.addEventListener("input", grow);

at("starters").addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button) {
    ask(button.textContent.trim());
  }
});

menu.addEventListener("change", () => {
  keep(localStorage, LANGUAGE, menu.value);
  speak(menu.value);
});

at("afresh").addEventListener("click", async () => {
  stream?.close();
  for (const timer of waiting.values()) {
    clearTimeout(timer);
  }
  waiting.clear();
  history = [];
  last = 0;
  keep(sessionStorage, KEPT, history);
  bubbles.replaceChildren();
  at("welcome").hidden = false;
  at("afresh").hidden = true;
  tell("");
  refresh();
  question.focus();
  await start(true);
});

const asked = new URLSearchParams(location.search).get("lang");
await speak(asked ?? read(localStorage, LANGUAGE) ?? document.documentElement.lang);
for (const turn of history) {
  show(turn);
}
conversation.scrollTop = conversation.scrollHeight;
await start();
