// The language switch shows the page again: what was typed is kept in this tab until it stands there again.
// Passwords, codes and files are not kept, and their fields say so. Without this file the forms begin anew.
(() => {
  const KEY = "half-filled";
  const PRESSED = ["submit", "button", "reset", "image", "fieldset", "output"];
  const isSecret = (field) =>
    ["password", "file"].includes(field.type) || /password|one-time-code/.test(field.autocomplete ?? "");

  const addressOf = (form) => new URL(form.getAttribute("action") || location.pathname, location.href).pathname;

  // Things by a name of their own: their word, and a number where several have the same.
  const numbered = (things, word) => {
    const times = {};
    return things.map((thing) => {
      const name = word(thing);
      times[name] = (times[name] ?? 0) + 1;
      return [`${name} ${times[name]}`, thing];
    });
  };

  const forms = () =>
    numbered(
      [...document.querySelectorAll('form[method="post"]:not([data-language-switch])')],
      addressOf,
    );

  // A token is of its own page, and the language is what has just been chosen.
  const OWN = ["csrfmiddlewaretoken", "language"];
  const fields = (form) =>
    numbered(
      [...form.elements].filter(
        (field) => field.name && !OWN.includes(field.name) && !PRESSED.includes(field.type),
      ),
      (field) => field.name,
    );

  const stateOf = (field) => {
    if (isSecret(field)) return { secret: field.value !== "" };
    if (["checkbox", "radio"].includes(field.type)) return { checked: field.checked };
    if (field.type === "select-multiple") return { chosen: [...field.selectedOptions].map((one) => one.value) };
    return { value: field.value };
  };

  const isAsItWas = (field, { checked, chosen, value }) => {
    if (checked !== undefined) return field.checked === checked;
    if (chosen !== undefined) return String(stateOf(field).chosen) === String(chosen);
    return value === undefined || field.value === value;
  };

  const putBack = (field, { secret, checked, chosen, value }) => {
    if (secret) sayNotKept(field);
    else if (checked !== undefined) field.checked = checked;
    else if (chosen !== undefined) for (const one of field.options) one.selected = chosen.includes(one.value);
    else if (value !== undefined) field.value = value;
    field.closest("details")?.setAttribute("open", "");
  };

  const sayNotKept = (field) => {
    const words = document.querySelector("template[data-not-kept]");
    const place = field.closest(".field") ?? field.parentElement;
    if (words && !place.querySelector("[data-not-kept]")) place.append(words.content.cloneNode(true));
  };

  const restore = (kept) => {
    const changed = [];
    for (const [form, element] of forms()) {
      for (const [name, field] of fields(element)) {
        const state = kept[form]?.[name];
        if (!state || (!state.secret && isAsItWas(field, state))) continue;
        putBack(field, state);
        changed.push(field);
      }
    }
    return changed;
  };

  document.addEventListener("submit", (event) => {
    const changer = event.target;
    if (!changer.matches("[data-language-switch]")) return;
    changer.querySelector("input[name=next]").value = location.pathname + location.search;
    const kept = {};
    for (const [form, element] of forms()) {
      kept[form] = Object.fromEntries(fields(element).map(([name, field]) => [name, stateOf(field)]));
    }
    try {
      sessionStorage.setItem(KEY, JSON.stringify(kept));
    } catch {
      // storage may be forbidden or full; the forms then begin anew
    }
  });

  const taken = () => {
    try {
      const kept = sessionStorage.getItem(KEY);
      sessionStorage.removeItem(KEY);
      return JSON.parse(kept);
    } catch {
      return null;
    }
  };

  const kept = taken();
  if (!kept) return;
  restore(kept); // before the editor takes its text from its box
  document.addEventListener("DOMContentLoaded", () => {
    const late = restore(kept); // after what else fills a form
    for (const [, form] of forms()) {
      for (const [, field] of fields(form)) {
        if (late.includes(field) || !isSecret(field)) field.dispatchEvent(new Event("input", { bubbles: true }));
      }
    }
  });
})();
