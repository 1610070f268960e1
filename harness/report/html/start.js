async function show(element) {
  const inside = element.querySelector(".inside");
  if (inside.dataset.state) return;
  inside.dataset.state = "begun";
  inside.textContent = words.loading;
  try {
    const scenario = await unpacked(Number(element.dataset.number));
    inside.replaceChildren(...scenarioDetails(scenario));
    inside.dataset.state = "shown";
  } catch (error) {
    inside.replaceChildren(make("p", { class: "refused" }, words.unpack_failed, ` (${error})`));
    inside.dataset.state = "failed";
  }
}

function openNamed() {
  const named = /^#s\d+$/.test(location.hash) && document.querySelector(location.hash);
  if (!named) return;
  named.hidden = false;
  named.parentElement.hidden = false;
  named.open = true;
}

for (const { element } of rows) element.addEventListener("toggle", () => element.open && show(element));
addEventListener("hashchange", openNamed);
filter();
openNamed();
if (!location.hash) {
  const failed = rows.find((row) => row.element.querySelector(".cause"));
  if (failed) failed.element.open = true;
}
