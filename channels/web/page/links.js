// Puts a text into an element, with its https addresses as links. Text stays text: no markup of anybody is ever read.
// Numbers with hyphens or blanks in them (051-111-344) are kept in order, which right-to-left text would turn round.
const SPECIAL = /https:\/\/[^\s<>"'()]+|\+?\d+(?:[- \/]\d+)+/g;
const AFTER = /[.,;:!?،؛؟۔…]+$/;

export function write(element, text) {
  let from = 0;
  for (const found of text.matchAll(SPECIAL)) {
    const piece = found[0].replace(AFTER, "");
    element.append(text.slice(from, found.index), piece.startsWith("https:") ? link(piece) : number(piece));
    from = found.index + piece.length;
  }
  element.append(text.slice(from));
}

function link(address) {
  const anchor = document.createElement("a");
  anchor.href = address;
  anchor.textContent = address.replace(/^https:\/\/(www\.)?/, "").replace(/\/$/, "");
  anchor.dir = "ltr";
  anchor.target = "_blank";
  anchor.rel = "noopener noreferrer";
  return anchor;
}

function number(digits) {
  const isolated = document.createElement("bdi");
  isolated.dir = "ltr";
  isolated.textContent = digits;
  return isolated;
}

// The language to show a citizen's own text in: Urdu letters need the Nastaliq face, everything else the page's.
export function languageOf(text) {
  return /[\u0600-\u06FF]/.test(text) ? "ur" : "en";
}

// `dir="auto"` goes by the first strong letter; an Urdu reply that begins with "CNIC" is right-to-left all the same.
export function directionMark(text, language) {
  const strong = /[A-Za-z\u00C0-\u024F\u0590-\u08FF]/.exec(text);
  return language === "ur" && strong && /[A-Za-z\u00C0-\u024F]/.test(strong[0]) ? "\u200F" : "";
}
