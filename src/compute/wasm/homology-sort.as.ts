import { isLess, isSame } from './homology-codes.as';

function at<T>(list: usize, index: u32): T {
  return load<T>(list + <usize>index * sizeof<T>());
}

function put<T>(list: usize, index: u32, code: T): void {
  store<T>(list + <usize>index * sizeof<T>(), code);
}

/** Sorts `count` codes in place, ascending: insertion for few, else heap sort. */
export function sortCodes<T>(list: usize, count: u32): void {
  if (count < 24) {
    for (let i: u32 = 1; i < count; i++) {
      const code = at<T>(list, i);
      let j = i;
      while (j > 0 && isLess<T>(code, at<T>(list, j - 1))) {
        put<T>(list, j, at<T>(list, j - 1));
        j--;
      }
      put<T>(list, j, code);
    }
    return;
  }
  for (let root = count >> 1; root > 0; root--) {
    sink<T>(list, root - 1, count);
  }
  for (let end = count - 1; end > 0; end--) {
    const largest = at<T>(list, 0);
    put<T>(list, 0, at<T>(list, end));
    put<T>(list, end, largest);
    sink<T>(list, 0, end);
  }
}

function sink<T>(list: usize, root: u32, count: u32): void {
  const code = at<T>(list, root);
  let slot = root;
  while (true) {
    let child = (slot << 1) + 1;
    if (child >= count) break;
    let below = at<T>(list, child);
    if (child + 1 < count) {
      const other = at<T>(list, child + 1);
      if (isLess<T>(below, other)) {
        below = other;
        child++;
      }
    }
    if (!isLess<T>(code, below)) break;
    put<T>(list, slot, below);
    slot = child;
  }
  put<T>(list, slot, code);
}

/** Sorts codes and drops those that come an even number of times. @returns How many are left. */
export function sumCodes<T>(list: usize, count: u32): u32 {
  sortCodes<T>(list, count);
  let left: u32 = 0;
  for (let i: u32 = 0; i < count; i++) {
    const code = at<T>(list, i);
    if (i + 1 < count && isSame<T>(at<T>(list, i + 1), code)) i++;
    else put<T>(list, left++, code);
  }
  return left;
}
