/** Opens the system's file dialog; `then` is called if a file was chosen. */
export function pickFile(then: (file: File) => void): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.addEventListener('change', () => {
    const [file] = input.files ?? [];
    if (file) then(file);
  });
  input.click();
}
