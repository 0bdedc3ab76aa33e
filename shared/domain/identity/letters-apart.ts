/**
 * Counts the slips from one word to the other: a letter too many, too few, another one, or two that changed places (optimal string
 * alignment). Stops counting beyond `most`.
 */
export const lettersApart = (one: string, other: string, most: number): number => {
  if (one === other) return 0;
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let twoBefore: number[] = [];
  let before = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row += 1) {
    const now = [row];
    let least = row;
    for (let place = 1; place <= other.length; place += 1) {
      const isSame = one[row - 1] === other[place - 1];
      let slips = Math.min((now[place - 1] ?? 0) + 1, (before[place] ?? 0) + 1, (before[place - 1] ?? 0) + (isSame ? 0 : 1));
      const isSwapped = row > 1 && place > 1 && one[row - 1] === other[place - 2] && one[row - 2] === other[place - 1];
      if (isSwapped) slips = Math.min(slips, (twoBefore[place - 2] ?? 0) + 1);
      now.push(slips);
      least = Math.min(least, slips);
    }
    if (least > most) return most + 1;
    [twoBefore, before] = [before, now];
  }
  return before[other.length] ?? 0;
};
