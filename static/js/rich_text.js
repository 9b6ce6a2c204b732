// A box with data-rich becomes an editor; the box keeps what is sent. Files are not taken here.
(() => {
  const enrich = (box) => {
    const toolbar = document.createElement("trix-toolbar");
    toolbar.id = `${box.id}-tools`;
    toolbar.append(document.getElementById("rich-toolbar").content.cloneNode(true));
    const editor = document.createElement("trix-editor");
    editor.setAttribute("toolbar", toolbar.id);
    editor.className = "rich-text";
    const label = document.querySelector(`label[for="${box.id}"]`);
    label.id = `${box.id}-label`;
    editor.setAttribute("aria-labelledby", label.id);
    label.addEventListener("click", () => editor.focus());
    for (const name of ["aria-describedby", "aria-invalid"]) {
      if (box.hasAttribute(name)) editor.setAttribute(name, box.getAttribute(name));
    }
    editor.addEventListener("trix-initialize", () => editor.editor.loadHTML(box.value));
    editor.addEventListener("trix-change", () => (box.value = editor.value));
    editor.addEventListener("trix-file-accept", (event) => event.preventDefault());
    editor.addEventListener("trix-attachment-add", (event) => event.attachment.remove());
    box.hidden = true;
    box.before(toolbar, editor);
  };

  document.querySelectorAll("textarea[data-rich]").forEach(enrich);
})();
