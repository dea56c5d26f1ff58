/** Hands a file to the person, as a download. */
export function saveFile(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  saveUrl(name, url);
  // the download has begun by then, and the memory is freed
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** The same for something of this server's. */
export function saveUrl(name: string, url: string): void {
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
}
