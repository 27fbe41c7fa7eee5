/** What the fonts that every PDF reader has can draw: Western European letters and signs. */
const drawn = /^[\u0020-\u007e\u00a0-\u00ff€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]$/u;
const plain: Readonly<Record<string, string>> = { đ: "d", Đ: "D", ł: "l", Ł: "L", ı: "i" };

/**
 * Text as it can stand on paper: accents of Spanish are kept; of letters that the fonts do not have, the letter is
 * kept and its marks are dropped ("Nguyễn" becomes "Nguyen"), and a sign of another script becomes "?".
 */
export function printable(text: string): string {
  return [...text.normalize("NFC")]
    .map((sign) => {
      if (drawn.test(sign)) return sign;
      const bare = plain[sign] ?? sign.normalize("NFD").replaceAll(/\p{M}/gu, "");
      return [...bare].every((one) => drawn.test(one)) ? bare : "?";
    })
    .join("");
}
