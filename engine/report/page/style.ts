/**
 * The style sheet of all pages: a statistical publication, quiet, one accent (cinnabar, for what fails). States differ by sign and
 * outline before they differ by colour, and their blue, red and ochre are told apart with any colour vision. Fonts are named, not
 * embedded: Source Han or what the system has for Chinese.
 */
export const pageStyle = `
:root{color-scheme:light dark;
--paper:#fdfcfa;--sheet:#fff;--ink:#1c1e21;--quiet:#565b62;--line:#dcd8d0;--rule:#1c1e21;--accent:#a5301d;--on-accent:#fff;
--pass:#24597d;--pass-tint:#e6eff5;--fail:#a5301d;--fail-tint:#fae9e5;--undetermined:#6e5200;--undetermined-tint:#faf1d4;--na:#565b62;--open:#b07f00;--track:#e9e5dd;
--serif:"Source Han Serif SC","Noto Serif CJK SC","Noto Serif SC","Songti SC",STSong,SimSun,Georgia,serif;
--sans:"Source Han Sans SC","Noto Sans CJK SC","Noto Sans SC","PingFang SC","Hiragino Sans GB","Microsoft YaHei",system-ui,-apple-system,"Segoe UI",sans-serif}
@media (prefers-color-scheme:dark){:root{
--paper:#15171a;--sheet:#1c1f23;--ink:#e9e7e2;--quiet:#a9aeb6;--line:#363a40;--rule:#cfccc5;--accent:#ff9a85;--on-accent:#15171a;
--pass:#9cc8e8;--pass-tint:#1d3040;--fail:#ff9a85;--fail-tint:#47221b;--undetermined:#ecd074;--undetermined-tint:#3b3215;--na:#a9aeb6;--open:#d9b840;--track:#2b2f34}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%;scroll-padding-top:3.5rem}
body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.65 var(--sans);text-autospace:normal;line-break:strict;overflow-wrap:anywhere;hanging-punctuation:allow-end}
.masthead,main,footer,nav ul{max-width:76rem;margin-inline:auto;padding-inline:clamp(1rem,4vw,2.5rem)}
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:1rem;background:var(--sheet);padding:.5rem 1rem;z-index:9}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
main:focus{outline:none}
a{color:inherit;text-decoration-color:var(--accent);text-underline-offset:.2em}
h1,h2,h3{font-family:var(--serif);line-height:1.3;text-wrap:balance;font-weight:700}
.masthead{padding-top:clamp(1.5rem,5vw,3.5rem);padding-bottom:1.25rem}
.masthead .over{max-width:none;display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;justify-content:space-between;color:var(--quiet);font-size:.9rem;border-top:3px solid var(--accent);padding-top:.6rem}
.masthead h1{font-size:clamp(2rem,6vw,3.4rem);margin:.35em 0 .1em;letter-spacing:.02em}
.masthead .period{font-size:clamp(1.1rem,2.5vw,1.4rem);margin:0}
.masthead .asof{color:var(--quiet)}
nav{position:sticky;top:0;background:var(--paper);border-block:1px solid var(--line);z-index:5}
nav ul{display:flex;gap:1.25rem;list-style:none;margin-block:0;padding-block:.55rem;overflow-x:auto;white-space:nowrap;scrollbar-width:none;font-size:.92rem}
nav a{text-decoration:none;display:block;padding:.15rem 0}nav a:hover{text-decoration:underline}
section{margin-block:2.75rem}
h2{font-size:1.5rem;margin:0 0 .9rem;border-bottom:1px solid var(--rule);padding-bottom:.35rem}
h3{font-size:1.12rem;margin:1.75rem 0 .6rem}
p{max-width:46em;margin:.5em 0}.lead{font-size:1.08rem}
.quiet,.note,.key{color:var(--quiet)}.note{font-size:.9rem}.key{font-size:.85em}
.heard{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
data,time,.n{font-variant-numeric:tabular-nums lining-nums}
data,time{white-space:nowrap}
.change{color:var(--quiet)}.unit{font-size:.82em}
.none,.withheld{color:var(--quiet)}
.sign{font-weight:700;font-family:var(--sans)}
.sign.pass{color:var(--pass)}.sign.fail{color:var(--fail)}.sign.undetermined{color:var(--undetermined)}.sign.not-applicable{color:var(--na)}
.empty{padding:1rem 1.25rem;background:var(--sheet);border:1px solid var(--line);border-left:4px solid var(--pass);max-width:46em}
.cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(15rem,1fr));gap:1rem;margin:0;padding:0;list-style:none}
.card{background:var(--sheet);border:1px solid var(--line);padding:1rem 1.25rem 1.1rem}
.card h4{margin:0;font:600 1rem/1.45 var(--sans)}.card dl:first-child{margin-top:0}
.card+.card{margin-top:.75rem}.cards .card+.card{margin-top:0}
.card h3{margin:0;font-family:var(--sans);font-size:1rem;font-weight:600}
.card .big{font:700 2.4rem/1.15 var(--serif);margin:.15em 0 0;display:flex;flex-wrap:wrap;align-items:baseline;gap:.15em .5em}
.card .big .change{font:400 .95rem/1.4 var(--sans)}
.card .big .withheld{font-size:1.15rem}
.card dl{display:flex;flex-wrap:wrap;gap:.15rem 1.1rem;margin:.7rem 0 0;font-size:.92rem}
.card dl div{display:flex;gap:.4em;align-items:baseline}.card dt{color:var(--quiet)}.card dd{margin:0;font-weight:600}.card dd .change{font-weight:400}
.card.main{border-top:3px solid var(--accent);margin-bottom:1rem}
.card.main .big{font-size:clamp(3rem,9vw,4.6rem)}.card.main .big .change{font-size:1.15rem}.card.main dl{font-size:1rem}
.scroll{overflow-x:auto;margin:.6rem 0 1.2rem;position:relative}
table{border-collapse:collapse;min-width:min(100%,38rem);font-size:.93rem;line-height:1.45;border-bottom:1px solid var(--rule)}
caption{text-align:left;font-weight:600;padding-bottom:.4rem}
thead th{text-align:left;font-weight:600;border-block:1px solid var(--rule);vertical-align:bottom;padding:.4rem 1.4rem .35rem 0;white-space:nowrap}
tbody th{font-weight:400;text-align:left;min-width:8em}
tbody td,tbody th{border-bottom:1px solid var(--line);padding:.42rem 1.4rem .42rem 0;vertical-align:top;min-width:3.5em}
th.n,td.n{text-align:right;white-space:nowrap}
th:last-child,td:last-child{padding-right:0}
tbody th{min-width:7.5em}
tbody tr:last-child>*{border-bottom:0}
th button{font:inherit;color:inherit;background:none;border:0;padding:0;cursor:pointer;text-align:inherit}
th button::after{content:"\\2195";color:var(--quiet);font-weight:400;padding-left:.25em}
th[aria-sort=ascending] button::after{content:"\\2191";color:var(--accent)}th[aria-sort=descending] button::after{content:"\\2193";color:var(--accent)}
td .words{min-width:16em;max-width:36em}
.chart{margin:.8rem 0 1.6rem}figure{margin:0 0 .4rem}figcaption{margin-bottom:.35rem}figcaption .title{font-weight:600;display:block}
svg{display:block;width:100%;height:auto;font-family:var(--sans)}
svg text{font-size:13px;font-variant-numeric:tabular-nums}
.wide{max-width:46rem}.narrow{display:none;max-width:26rem}
.fill-text{fill:var(--ink)}.fill-quiet{fill:var(--quiet)}.fill-pass{fill:var(--pass)}.fill-fail{fill:var(--fail)}.fill-undetermined{fill:var(--open)}.fill-track{fill:var(--track)}.fill-line{fill:var(--line)}.stroke-line{stroke:var(--line)}.stroke-text{stroke:var(--ink)}.stroke-quiet{stroke:var(--quiet)}
.legend{display:flex;flex-wrap:wrap;gap:.2rem 1.2rem;list-style:none;padding:0;margin:.3rem 0;font-size:.92rem}
.legend .swatch{display:inline-block;width:.95em;height:.95em;margin-right:.35em;vertical-align:-.12em}
.swatch.pass{background:var(--pass)}.swatch.fail{background:var(--fail)}.swatch.undetermined{background:var(--open)}
details{margin:.15rem 0}details[open]{margin-bottom:1.2rem}summary{cursor:pointer;color:var(--ink);font-size:.93rem;padding:.3rem 0;width:fit-content}summary:hover{text-decoration:underline;text-decoration-color:var(--accent)}
.tools{display:flex;flex-wrap:wrap;gap:.6rem 1.5rem;align-items:center;margin:.6rem 0 1rem}
.tools[hidden]{display:none}
.tools label{display:flex;gap:.5em;align-items:center}
input[type=search]{font:inherit;color:inherit;background:var(--sheet);border:1px solid var(--quiet);padding:.4rem .6rem;min-width:min(16rem,60vw)}
input[type=checkbox]{width:1.15rem;height:1.15rem;accent-color:var(--accent)}
.streets{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,22rem),1fr));gap:1rem;margin:0;padding:0;list-style:none}
.street{background:var(--sheet);border:1px solid var(--line);padding:.75rem .9rem .9rem}
.street h3{margin:0;font-size:1.02rem;display:flex;flex-wrap:wrap;justify-content:space-between;gap:.1rem .75rem;align-items:baseline}
.street .sum{font:400 .88rem/1.4 var(--sans);color:var(--quiet);margin:.1rem 0 .6rem;display:flex;flex-wrap:wrap;gap:.1rem .9rem}
.tiles{display:flex;flex-wrap:wrap;gap:.3rem;list-style:none;margin:0;padding:0}
.tile{position:relative;display:inline-flex;align-items:baseline;gap:.3em;max-width:100%;padding:.12rem .45rem;font-size:.86rem;line-height:1.45;border:1px solid transparent}
.tile[hidden]{display:none}
.tile i{font-style:normal;font-weight:700}
.tile bdi{overflow:hidden;text-overflow:ellipsis;white-space:nowrap;max-width:15em}
.tile.pass{background:var(--pass-tint);color:var(--pass);border-radius:.7rem}
.tile.fail{background:var(--accent);color:var(--on-accent);border-color:var(--accent)}
.tile.undetermined{background:var(--undetermined-tint);color:var(--undetermined);border:1px dashed currentColor}
.tile.not-applicable,.tile.unstated{color:var(--na);border:1px solid var(--line)}
.tile a{color:inherit;text-decoration:none;display:inline-flex;gap:.3em;align-items:baseline;min-width:0}.tile a:hover{text-decoration:underline}
.dense:not(:has(#wall-names:checked)) .tile.pass bdi,.dense:not(:has(#wall-names:checked)) .tile.not-applicable bdi,.dense:not(:has(#wall-names:checked)) .tile.unstated bdi{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.dense:not(:has(#wall-names:checked)) .tile.pass,.dense:not(:has(#wall-names:checked)) .tile.not-applicable,.dense:not(:has(#wall-names:checked)) .tile.unstated{padding:0 .32rem;display:block}
.street{contain:layout style}
.failures{list-style:none;margin:0;padding:0}
.failure{border-top:1px solid var(--line);padding:.85rem 0 .9rem;display:grid;grid-template-columns:minmax(13rem,1fr) minmax(0,2.6fr);gap:.3rem 1.75rem}
.failure[hidden]{display:none}
.failure:first-child{border-top:1px solid var(--rule)}
.failure h4{margin:0;font:600 1.02rem/1.45 var(--sans)}
.reasons .do{font-size:.93rem}.failure .lines{margin:.25rem 0 0;font-size:.9rem}.failure .lines div{display:flex;gap:.5em}.failure .lines dt{color:var(--quiet);flex:none}.failure .lines dd{margin:0}
.reasons{list-style:none;margin:0;padding:0}.reasons>li+li{margin-top:.75rem;padding-top:.65rem;border-top:1px dotted var(--line)}
.reasons p{margin:.1rem 0;max-width:none}.reasons .rule{font-weight:600}.reasons .small{font-size:.9rem;color:var(--quiet)}
.tag{display:inline-block;border:1px solid currentColor;font-size:.78rem;line-height:1.3;padding:0 .4em;font-weight:400;vertical-align:.08em}
.veto{color:var(--fail)}
footer{border-top:1px solid var(--line);padding-block:1.25rem 3rem;color:var(--quiet);font-size:.88rem}
.periods{list-style:none;padding:0;margin:0}.periods li{border-bottom:1px solid var(--line);padding:.7rem 0;display:flex;flex-wrap:wrap;gap:.2rem 1.5rem;align-items:baseline}
.periods a{font-size:1.1rem}
@media screen{.long .failure{content-visibility:auto;contain-intrinsic-size:auto 11rem}}
@media (max-width:44rem){body{font-size:.97rem}.wide{display:none}.narrow{display:block}.failure{grid-template-columns:minmax(0,1fr)}section{margin-block:2.1rem}h2{font-size:1.3rem}.streets{gap:.7rem}.card.main dl{font-size:.95rem}}
@media print{
@page{size:A4;margin:20mm 16mm 18mm}
@page{@top-left{font:8.5pt var(--sans);color:#444}@top-right{font:8.5pt var(--sans);color:#444}@bottom-right{font:8.5pt var(--sans);color:#444}}
:root{color-scheme:light;--paper:#fff;--sheet:#fff;--ink:#000;--quiet:#444;--line:#bbb;--rule:#000;--accent:#a5301d;--on-accent:#fff;--pass:#24597d;--pass-tint:#e6eff5;--fail:#a5301d;--fail-tint:#fae9e5;--undetermined:#6e5200;--undetermined-tint:#faf1d4;--na:#444;--open:#b07f00;--track:#e5e5e5}
html,body{background:#fff}body{font-size:9.5pt;line-height:1.5;print-color-adjust:exact;-webkit-print-color-adjust:exact}
.masthead,main,footer{max-width:none;padding-inline:0}.masthead{padding-top:0}
nav,.skip,.tools,footer,th button::after{display:none!important}
.scroll{overflow:visible}
.wide{display:block;max-width:150mm}.narrow{display:none}
h2,h3,h4,caption,figcaption{break-after:avoid}
tr,.card,.failure,.tile,figure,.street .head{break-inside:avoid}
thead{display:table-header-group;break-inside:avoid}thead,thead tr{break-after:avoid}tbody tr:first-child{break-before:avoid}th button{display:contents}
section{margin-block:7mm}
.cards{grid-template-columns:repeat(3,1fr)}.streets{grid-template-columns:1fr 1fr;padding-right:1px}.street{break-inside:avoid}
.failure{grid-template-columns:48mm minmax(0,1fr)}
details:not([open]),.chart summary,.more:not(:has(details[open])),#rules:not(:has(details[open])){display:none}
#wall{break-before:page}
table{font-size:8.5pt}a{text-decoration:none}
.reasons .small,.reasons .do,.card dl{font-size:1em}
tbody td,tbody th{padding-right:.6rem}
}
`;
