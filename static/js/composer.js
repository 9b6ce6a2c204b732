// The composer: what is typed appears around the label, and required words are ticked as they come.
// The server decides; this only saves a round trip.
(() => {
  // As marketplace/fold_text.py has it: œ is oe, an apostrophe is one, no space before % and points.
  const apart = { œ: "oe", æ: "ae", ß: "ss", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ħ: "h", ı: "i" };
  const plain = (text) =>
    text
      .normalize("NFKD")
      .toLowerCase()
      .replace(/[\p{Mn}\p{Cf}]/gu, "")
      .replace(/[œæßøłđðþħı]/gu, (letter) => apart[letter])
      .replace(/[‘’ʼ´`]/gu, "'")
      .replace(/[\s\p{Pd}]+/gu, " ")
      .replace(/ ?([%‰€$!?:;,.«»&/+]) ?/gu, "$1")
      .trim();

  const follow = (form) => {
    const box = form.querySelector("textarea");
    const preview = form.querySelector("[data-preview]");

    const show = () => {
      const words = box.value.trim();
      preview.textContent = words || preview.dataset.empty;
      preview.classList.toggle("soft", !words);
      for (const chip of form.querySelectorAll("[data-word]")) {
        const there = plain(box.value).includes(plain(chip.dataset.word));
        chip.classList.toggle("chip-done", there);
        const said = chip.querySelector("[data-said]");
        said.textContent = there ? said.dataset.said : "";
      }
    };

    box.addEventListener("input", show);
    form.addEventListener("change", (event) => {
      if (event.target.type !== "radio" || event.target.name !== "label") return;
      const label = event.target.closest("label").textContent.trim();
      for (const place of form.querySelectorAll("[data-label]")) place.textContent = label;
    });
    show();
  };

  document.querySelectorAll("[data-composer]").forEach(follow);
})();
