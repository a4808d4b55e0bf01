// Offers a schedule in the time zone of whoever looks at it, where that is another one.
const offer = document.querySelector("[data-zone]");
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (offer && zone && zone !== offer.dataset.zone) {
  const link = offer.querySelector(".own-zone");
  const to = new URL(link.href);
  to.searchParams.set("tz", zone);
  link.href = to;
  link.textContent = `Show the times of my zone (${zone})`;
  link.hidden = false;
}
