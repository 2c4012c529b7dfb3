// The page of a PDF that is being made: looks again every two seconds and fetches it when it is ready.
// Without JavaScript the page has a link that does the same.
const waiting = document.getElementById("waiting");
let looks = 0;

async function look() {
  looks += 1;
  const answer = await fetch(location.href, { method: "HEAD", cache: "no-store" }).catch(() => null);
  if (answer && answer.headers.get("Content-Type") === "application/pdf") {
    waiting.textContent = "The PDF is ready: your download has started.";
    location.reload();
  } else if (answer && answer.status !== 202) {
    location.reload();
  } else if (looks < 90) {
    setTimeout(look, 2000);
  }
}

setTimeout(look, 2000);
