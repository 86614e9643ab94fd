"use strict";

const REFRESH_MILLIS = 5000;
const WORDS = { up: "Up", degraded: "Degraded", down: "Down", unknown: "Unknown" };
const OVERALL = { up: "All systems up", degraded: "Partly available", down: "Not available", unknown: "Unknown" };
const BREAKER = { open: "not asked for the moment", "half-open": "being tried again" };

const byId = (id) => document.getElementById(id);

function serviceDetail(service) {
  const parts = [];
  if (service.latencyMillis !== undefined) {
    parts.push(service.latencyMillis < 1 ? "answers in under 1 ms" : `answers in ${service.latencyMillis} ms`);
  }
  if (BREAKER[service.breaker]) {
    parts.push(BREAKER[service.breaker]);
  }
  return parts.join(" · ");
}

function card(entry, detail) {
  const item = byId("card").content.firstElementChild.cloneNode(true);
  item.dataset.condition = entry.status;
  item.querySelector(".title").textContent = entry.title;
  item.querySelector(".detail").textContent = detail;
  item.querySelector(".condition").textContent = WORDS[entry.status] ?? entry.status;
  return item;
}

function link(id, address) {
  if (address) {
    byId(id).href = address;
    byId(id).hidden = false;
  }
}

function say(condition) {
  const pill = byId("overall");
  const words = OVERALL[condition] ?? condition;
  pill.dataset.condition = condition;
  if (pill.textContent !== words) {
    pill.textContent = words;
  }
}

function show(status) {
  say(status.status);
  byId("services").replaceChildren(...status.services.map((service) => card(service, serviceDetail(service))));
  byId("engines").replaceChildren(...status.engines.map((engine) => card(engine, "")));
  byId("checked").textContent = `Looked at ${new Date(status.checked).toLocaleTimeString()}`;
  byId("trouble").hidden = true;
  link("login", status.links.login);
  link("docs", status.links.docs);
}

async function refresh() {
  try {
    const answer = await fetch("/api/v1/status", { signal: AbortSignal.timeout(10000) });
    if (!answer.ok) {
      throw new Error(`status ${answer.status}`);
    }
    show(await answer.json());
  } catch (failure) {
    say("unknown");
    byId("trouble").hidden = false;
    console.warn("No status", failure);
  }
}

/** A page that nobody looks at asks for nothing. */
async function refreshForever() {
  if (!document.hidden) {
    await refresh();
  }
  setTimeout(refreshForever, REFRESH_MILLIS);
}

byId("origin").textContent = location.origin;
refreshForever();
