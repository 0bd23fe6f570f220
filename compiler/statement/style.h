// How the page looks: on a screen, on a phone, on paper; light and dark. The
// colours are those of support/theme.h.
#pragma once

#include <string_view>

namespace vern::statement {

inline constexpr std::string_view StyleSheet = R"css(
*{box-sizing:border-box}
html{scroll-behavior:smooth;-webkit-text-size-adjust:100%}
@media(prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
body{margin:0;background:var(--ground);color:var(--ink);font:1.0625rem/1.6 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;overflow-wrap:break-word}
header,main{max-width:68rem;margin:0 auto;padding:0 1.25rem}
header{padding-top:1.5rem}
main{padding-bottom:4rem}
p,ul,ol,dl,.box,nav.contents,h1,h2,h3,h4{max-width:44rem}
h1,h2,h3,h4{line-height:1.25;text-wrap:balance}
h1{font-size:clamp(1.75rem,1.3rem + 2vw,2.5rem);margin:1.5rem 0 .75rem;letter-spacing:-.01em}
h2{font-size:1.5rem;margin:3.25rem 0 .75rem;padding-top:1rem;border-top:1px solid var(--line)}
h3{font-size:1.1875rem;margin:2rem 0 .5rem}
h4{font-size:1.0625rem;margin:1.5rem 0 .25rem}
p{margin:0 0 .75rem}
ul,ol{margin:0 0 1rem;padding-left:1.4rem}
li{margin:.2rem 0}
li>p,td>p,th>p,dd>p{margin:0 0 .35rem}
li>p:last-child,td>p:last-child,th>p:last-child,dd>p:last-child{margin-bottom:0}
td li:first-child,th li:first-child{margin-top:0}
td ul,th ul{padding-left:1.1rem;margin:0}
td ul+p,td ul+dl,td p+ul{margin-top:.4rem}
table.narrow{max-width:44rem}
table.narrow th:first-child{width:45%}
a{color:var(--link);text-underline-offset:.15em}
a:focus-visible{outline:3px solid var(--mark);outline-offset:2px;border-radius:2px}
.skip{position:absolute;left:-100rem}
.skip:focus{left:1rem;top:1rem;background:var(--ground);padding:.5rem 1rem;z-index:1}
.site{display:flex;align-items:center;gap:.75rem;font-weight:600}
.site img{max-height:3rem;max-width:min(14rem,60vw)}
nav.languages ul{list-style:none;display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;margin:0;padding:0;font-size:.9375rem}
nav.languages [aria-current]{font-weight:600}
.front>p{color:var(--soft)}
.box{background:var(--box);border-left:4px solid var(--mark);border-radius:0 .5rem .5rem 0;padding:1.1rem 1.25rem .35rem;margin:1.25rem 0 1.5rem}
ins{background:var(--added);text-decoration:underline;text-decoration-thickness:1px}
del{background:var(--removed)}
.box h2,.box h3{margin:0 0 .5rem;padding:0;border:0;font-size:1.1875rem}
nav.contents{margin:1.75rem 0;columns:18rem 2;column-gap:2.5rem}
nav.contents h2{column-span:all;margin:0 0 .5rem;padding:0;border:0;font-size:1.1875rem}
nav.contents ol{margin:0;padding-left:2rem}
nav.contents li{break-inside:avoid;margin:0;padding:.2rem 0}
main{counter-reset:part}
main>section>h2{counter-increment:part}
main>section>h2::before{content:counter(part) ". "}
section{scroll-margin-top:1rem}
table{width:100%;border-collapse:collapse;margin:1.25rem 0 1.75rem;font-size:.9375rem;line-height:1.5}
caption{text-align:left;color:var(--soft);padding-bottom:.5rem}
th,td{text-align:left;vertical-align:top;padding:.6rem .75rem;border-bottom:1px solid var(--line)}
th:first-child,td:first-child{padding-left:0}
thead th{font-size:.875rem;color:var(--soft);border-bottom:2px solid var(--line)}
tbody th{font-weight:600}
tbody th p+p{font-weight:400}
dl{margin:0 0 1.25rem}
dl>div{display:grid;grid-template-columns:minmax(9rem,15rem) 1fr;gap:.1rem 1.25rem;padding:.5rem 0;border-bottom:1px solid var(--line)}
dt{font-weight:600}
dt p{margin:0}
dd{margin:0}
:target{background:var(--box)}
@media(max-width:48rem){
main,header{padding-left:1rem;padding-right:1rem}
table,tbody,tr,th,td,caption{display:block;width:auto}
thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
tr{border:1px solid var(--line);border-radius:.6rem;background:var(--raised);margin:0 0 1rem;padding:.75rem 1rem}
th,td,th:first-child,td:first-child{padding:.3rem 0;border:0}
tbody th{font-size:1.0625rem}
td::before{content:attr(data-label);display:block;font-size:.8125rem;font-weight:600;color:var(--soft)}
dl>div{grid-template-columns:minmax(0,1fr)}
a,td,dd{overflow-wrap:anywhere}
nav.contents{columns:1}
}
@media print{
:root{--ink:#000;--soft:#333;--ground:#fff;--raised:#fff;--line:#999;--link:#000;--mark:#000;--box:#fff;--added:#fff;--removed:#fff}
html{font-size:10.5pt}
body{font-size:1rem}
header,main{max-width:none;padding:0}
p,ul,ol,dl,.box,h1,h2,h3,h4{max-width:none}
.skip,nav.languages{display:none}
h2,h3,h4,caption{break-after:avoid}
tr,.box,dl>div{break-inside:avoid}
thead{display:table-header-group}
a{text-decoration:none}
main a[href^="http"]::after{content:" (" attr(href) ")";font-size:.85em;word-break:break-all}
}
)css";

}  // namespace vern::statement
