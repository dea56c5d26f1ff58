/** Gives the picture the whole screen, or takes it back. */
export function fullScreen(): void {
  if (document.fullscreenElement) void document.exitFullscreen();
  else void document.querySelector('.panel.picture')?.requestFullscreen();
}
