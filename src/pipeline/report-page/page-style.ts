/** Colours of the light page, as `web/frame/tokens.css` has them. */
const LIGHT = `color-scheme:light;--bg:#eef0f4;--surface:#fff;--surface-2:#f7f8fa;--line:#dce0e7;--line-strong:#7b8494;--ink:#12161d;--ink-2:#444c59;--ink-3:#606978;--accent:#3545cf;--accent-soft:#e7eafd;--warn:#875400;--warn-soft:#fff3d9;--s0:#0072b2;--s1:#d55e00;--s2:#009e73`;

const DARK = `color-scheme:dark;--bg:#0b0e13;--surface:#141820;--surface-2:#191e27;--line:#2a313d;--line-strong:#6f7a8c;--ink:#eef1f6;--ink-2:#b7bfcc;--ink-3:#8f99a9;--accent:#9db0ff;--accent-soft:#212a4a;--warn:#f3c15b;--warn-soft:#362a11;--s0:#2f8fd0;--s1:#dd6a14;--s2:#12a880`;

/** The page's whole style; the page allows no other, by the hash of this text. */
export const pageStyle = `
:root{${LIGHT};--font:-apple-system,"Segoe UI Variable Text","Segoe UI","Adwaita Sans",Inter,Roboto,"Noto Sans","Liberation Sans",Arial,system-ui,sans-serif;--mono:ui-monospace,"SF Mono","Cascadia Mono","JetBrains Mono","Liberation Mono",Menlo,Consolas,monospace}
@media (prefers-color-scheme:dark){:root{${DARK}}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--bg);color:var(--ink);font:400 14px/1.5 var(--font);overflow-wrap:anywhere}
main,header{max-width:1200px;margin:0 auto;padding:0 24px}
header{padding-top:32px}
main{padding-bottom:48px}
h1,h2,h3,p,ul,ol,dl,figure{margin:0}
.kicker{color:var(--ink-3);font-size:13px}
h1{font:600 28px/1.2 var(--font);letter-spacing:-.01em}
h2{font:600 20px/1.3 var(--font);margin:40px 0 4px}
h3{font:600 14px/20px var(--font)}
.lead{max-width:78ch;color:var(--ink-2);margin:0 0 16px}
.note{color:var(--ink-3);font:400 12px/17px var(--font)}
a{color:var(--accent);text-underline-offset:2px}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-radius:4px}
.tiles{display:flex;flex-wrap:wrap;gap:8px 32px;margin:20px 0 0}
.tiles div{display:flex;flex-direction:column-reverse}
.tiles dt{color:var(--ink-3);font-size:12px}
.tiles dd{margin:0;font:600 24px/30px var(--font);font-variant-numeric:tabular-nums}
.glance{list-style:none;padding:16px 20px;margin-top:24px;background:var(--surface);border:1px solid var(--line);border-radius:10px;display:grid;gap:8px}
.glance li{display:grid;grid-template-columns:230px 1fr;gap:4px 20px}
.glance a{font-weight:600}
.grid{display:grid;grid-template-columns:repeat(6,minmax(0,1fr));gap:16px}
.card{background:var(--surface);border:1px solid var(--line);border-radius:10px;padding:14px 16px;min-width:0}
.grid>.card{grid-column:span 6;display:flex;flex-direction:column}
.grid>.card>details{margin-top:auto}
.grid>.card>:nth-last-child(2){margin-bottom:10px}
.beside{display:grid;gap:0 32px;align-items:start}
@media (min-width:720px){.grid>.third,.grid>.half{grid-column:span 3}.beside{grid-template-columns:repeat(2,minmax(0,1fr))}}
@media (min-width:1080px){.grid>.third{grid-column:span 2}.beside{grid-template-columns:repeat(3,minmax(0,1fr))}}
figcaption{margin-bottom:10px}
.plot{display:block;width:100%;max-width:420px;height:auto}
.plot text{font:400 11px/1 var(--font);fill:var(--ink-2)}
.plot .tick{font-variant-numeric:tabular-nums}
.plot .title{fill:var(--ink-3)}
.plot .heading{font-weight:600}
line.grid{stroke:var(--line);stroke-width:1}
.base,.notch{stroke:var(--line-strong);stroke-width:1}
rect.bar,.dot{fill:var(--s0)}
.stem{stroke:var(--s0);stroke-width:1.5;opacity:.5}
.line{fill:none;stroke-width:2;stroke-linejoin:round}
.line.s0{stroke:var(--s0)}.line.s1{stroke:var(--s1);stroke-dasharray:7 3}.line.s2{stroke:var(--s2);stroke-dasharray:2 3}
.mark{stroke:var(--surface);stroke-width:1}
.mark.s0,.interval.d0,.arrow.d0{fill:var(--s0)}.mark.s1,.interval.d1,.arrow.d1{fill:var(--s1)}.mark.s2,.interval.d2,.arrow.d2{fill:var(--s2)}
.legend{list-style:none;padding:0;margin-bottom:6px;display:flex;flex-wrap:wrap;gap:2px 18px;font-size:12px;color:var(--ink-2)}
.legend li{display:flex;align-items:center;gap:6px}
.swatch{width:26px;height:12px;flex:none}
table{border-collapse:collapse;width:100%;font:400 12px/17px var(--font);font-variant-numeric:tabular-nums}
th,td{text-align:left;vertical-align:top;padding:4px 12px 4px 0;border-top:1px solid var(--line);font-weight:400}
th:last-child,td:last-child{padding-right:0}
thead th{border-top:0;color:var(--ink-3);vertical-align:bottom}
.number{text-align:right;white-space:nowrap}
thead th{overflow-wrap:normal}
thead .number{white-space:normal}
.ranking tbody th{width:100%}
.named{display:flex;gap:10px;align-items:center}
.named>div{flex:1;min-width:0}
.ranking tbody td{vertical-align:middle}
.track{display:block;width:100%;height:6px;margin-top:3px;background:var(--surface-2);border-radius:3px}
.spread{fill:var(--ink)}
.motif{width:42px;height:40px;flex:none}
.motif circle{fill:none;stroke:var(--line-strong);stroke-width:1}
.motif .dot{fill:var(--s0);stroke:none}
.code,code{font-family:var(--mono);font-size:.95em}
.numbers>div{display:flex;gap:16px;justify-content:space-between;padding:4px 0;border-top:1px solid var(--line)}
.numbers>div:first-child{border-top:0}
.numbers dd{margin:0;flex:none;white-space:nowrap;font-weight:600;font-variant-numeric:tabular-nums;text-align:right}
.numbers .note{display:block}
.facts>div{display:grid;grid-template-columns:190px 1fr;gap:4px 20px;padding:6px 0;border-top:1px solid var(--line)}
.facts>div:first-child{border-top:0}
.facts dt{color:var(--ink-3)}
.facts dd{margin:0}
details{border-top:1px solid var(--line);padding-top:8px;font-size:12px}
summary{cursor:pointer;color:var(--ink-2);min-height:24px;line-height:24px}
.scroll{max-height:340px;overflow:auto;margin-top:4px}
.command{margin-top:8px;padding:6px 8px;background:var(--surface-2);border-radius:6px;font-size:12px;line-height:17px}
.out li{padding:8px 0;border-top:1px solid var(--line)}
.out li:first-child{border-top:0;padding-top:0}
.out{list-style:none;padding:0}
.rejected{padding-left:20px;margin-top:6px}
footer{max-width:1200px;margin:0 auto;padding:0 24px 32px;color:var(--ink-3);font-size:12px}
@media (max-width:640px){
main,header,footer{padding-left:16px;padding-right:16px}
header{padding-top:20px}
h1{font-size:22px}
.glance li,.facts>div{grid-template-columns:1fr}
.tiles{gap:8px 24px}.tiles dd{font-size:20px}
.beside table+table thead,.stacks thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.stacks tr{display:block;padding:8px 0;border-top:1px solid var(--line)}
.stacks td{display:flex;gap:16px;justify-content:space-between;border:0;padding:1px 0;text-align:right;white-space:normal}
.stacks td::before{content:attr(data-label);color:var(--ink-3);text-align:left;flex:none;max-width:45%}
}
@media (prefers-contrast:more){:root{--line:var(--line-strong);--ink-3:var(--ink-2)}}
@media print{
@page{margin:14mm}
:root{${LIGHT}}
body{background:#fff;font-size:10.5pt}
main,header,footer{max-width:none;padding-left:0;padding-right:0}
.card,.glance,tr{break-inside:avoid}
h2,h3{break-after:avoid}
.grid{align-items:start}
.grid>.third,.grid>.half{grid-column:span 3}
details::details-content{content-visibility:visible;block-size:auto;display:block}
summary{display:none}
.scroll{max-height:none;overflow:visible}
*{-webkit-print-color-adjust:exact;print-color-adjust:exact}
}
`;
