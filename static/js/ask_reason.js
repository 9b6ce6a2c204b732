// A decision that needs a reason asks for it where it is written; without this file the answer says so.
(() => {
  const say = (reason) => {
    const field = reason.closest(".field");
    const name = `${reason.id}-error`;
    field.classList.add("field-wrong");
    reason.setAttribute("aria-invalid", "true");
    reason.setAttribute("aria-describedby", name);
    if (field.querySelector(".field-errors")) return;
    const list = document.createElement("ul");
    list.className = "field-errors";
    list.id = name;
    list.setAttribute("role", "alert");
    list.appendChild(document.createElement("li")).textContent = reason.dataset.why;
    field.append(list);
  };

  document.addEventListener("submit", (event) => {
    const reason = event.target.querySelector("textarea[data-needed-for]");
    if (!reason) return;
    const wanted = reason.dataset.neededFor;
    if (wanted !== "always" && wanted !== event.submitter?.value) return;
    const ready = event.target.querySelector("select[name=ready]");
    if (reason.value.trim() || ready?.value) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    say(reason);
    (ready ?? reason).focus();
    reason.closest(".field").scrollIntoView({ block: "nearest" });
  });
})();
