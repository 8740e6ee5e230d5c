use std::time::Instant;
use safe_zone::*;
use geo_types::Coord;
fn main() {
    let which = std::env::args().nth(1).unwrap_or_default();
    let border = dataset::turkey_syria_border();
    let json = r##"{"id":"s","title":"t","proponent":"p","source":"e","colour":"#0072b2","bands":[{"inner":"0km","outer":"5km","depth":"exact"},{"inner":"5km","outer":"14km","depth":"exact"},{"inner":"14km","outer":"28km","depth":"exact"}]}"##;
    let proposal: Proposal = serde_json::from_str(json).unwrap();
    let plans: Vec<Plan> = match which.as_str() {
        "" => vec![Plan::new(&proposal, border, None)],
        "two" => vec![dataset::plan(dataset::us_2019()).unwrap(), dataset::plan(dataset::turkey_2019()).unwrap()],
        "side" => vec![Plan::new(&proposal, border, Extent::default().on(Side::Right))],
        _ => dataset::proposals().iter().filter_map(|p| dataset::plan(p).ok()).collect(),
    };
    for _ in 0..3 { let t=Instant::now(); let r=Route::new(border); println!("route {:?} {}", t.elapsed(), r.length()); }
    for _ in 0..1 { let t=Instant::now(); let l=Locator::new(border,&plans).unwrap(); println!("build {:?}", t.elapsed()); drop(l); }
    let l=Locator::new(border,&plans).unwrap();
    if std::env::var_os("B").is_some() { if std::env::var("B").unwrap()=="0" {return;} let best=(0..25).map(|_| {let t=Instant::now(); std::hint::black_box(Locator::new(border,&plans).unwrap()); t.elapsed()}).min(); println!("best {best:?}"); return; }
    let mut s=1u64; let mut rnd=||{ s=s.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407); (s>>11) as f64/(1u64<<53) as f64};
    let pts: Vec<Coord<f64>> = (0..1_000_000).map(|_| Coord{x:35.5+7.1*rnd(), y:35.4+2.2*rnd()}).collect();
    if std::env::var_os("D").is_some() { { let mut n=0.0; for p in &pts[..300000] { n+=l.distance(p.x,p.y).unwrap().metres(); } std::hint::black_box(n); } return; }
    for _ in 0..4 {
    let t=Instant::now(); let mut n=0; for p in &pts { if l.locate(p.x,p.y).unwrap().standing(0)!=Some(Standing::Outside) {n+=1;} }
    println!("locate {:?} {n}", t.elapsed());
    let t=Instant::now(); let mut n=0.0; for p in &pts { n+=l.distance(p.x,p.y).unwrap().metres(); }
    println!("distance {:?} {n}", t.elapsed());
    }
    let mut sorted=pts.clone(); sorted.sort_by_key(|p| ((p.y*20.0) as i64, (p.x*1000.0) as i64));
    for _ in 0..3 { let t=Instant::now(); let mut n=0.0; for p in &sorted { n+=l.distance(p.x,p.y).unwrap().metres(); } println!("distance sorted {:?} {n}", t.elapsed());
    let t=Instant::now(); let mut n=0.0; for p in &sorted { let c=safe_zone::Position::new(p.x,p.y).unwrap(); n+=(c.lon().to_radians().sin_cos().0+c.lat().to_radians().sin_cos().1); } println!("sincos {:?} {n}", t.elapsed()); }
    let t=Instant::now(); let mut n=0.0; for p in &pts[..100000] { n+=l.nearest(p.x,p.y).unwrap().station().chainage().km(); }
    println!("nearest 100k {:?} {n}", t.elapsed());
    let lines: Vec<rstar::primitives::Line<[f64;2]>> = border.lines().0[0].lines().map(|e| rstar::primitives::Line::new([e.start.x*0.8,e.start.y],[e.end.x*0.8,e.end.y])).collect();
    let tree = rstar::RTree::bulk_load(lines);
    let t=Instant::now(); let mut n=0.0; for p in &pts { let q=[p.x*0.8,p.y]; let line=tree.nearest_neighbor(&q).unwrap(); n+=rstar::PointDistance::distance_2(line,&q).sqrt(); }
    println!("rstar {:?} {n}", t.elapsed());
    let route=Route::new(border);
    let mut worst=0.0f64; let mut ne=0;
    for p in &pts[..100000] { let pr=route.project(Position::new(p.x,p.y).unwrap()); let d=l.distance(p.x,p.y).unwrap().metres(); let e=(pr.distance().metres()-d).abs(); if e>worst {worst=e; } if l.nearest(p.x,p.y).unwrap()!=pr {ne+=1;} }
    println!("worst {worst} nearest differ {ne}");
}
