for (const drawn of document.querySelectorAll(".drawn")) {
  const draw = async () => {
    drawn.removeEventListener("toggle", draw);
    try {
      const scenario = await unpacked(Number(drawn.dataset.number));
      drawn.append(sequence(scenario) ?? make("p", { class: "soft small" }, words.nothing_on_wire));
    } catch (error) {
      drawn.append(make("p", { class: "refused" }, words.unpack_failed, ` (${error})`));
    }
  };
  drawn.addEventListener("toggle", draw);
}
