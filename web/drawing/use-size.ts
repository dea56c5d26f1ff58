import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** An element's size, followed as it changes; null until it has one. */
export function useSize(): {
  readonly box: { readonly current: HTMLDivElement | null };
  readonly size: Size | null;
} {
  const box = useRef<HTMLDivElement>(null);
  const size = useSignal<Size | null>(null);
  useEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const observer = new ResizeObserver(() => {
      const { clientWidth: width, clientHeight: height } = element;
      if (width > 0 && height > 0) size.value = { width, height };
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [size]);
  return { box, size: size.value };
}
