//! The cheapest flow through a small network: how a year's dollars reach their lines.
//!
//! Limits of a budget nest twice (人事費 within all lines; 國外差旅費 within 國外差旅費與國際交流費 within all lines), so
//! that they are a network and its cheapest flow is whole dollars and exactly the least. Cheapest paths are added one by
//! one, which keeps every partial flow the cheapest of its size.

/// A node's number.
pub(super) type Node = usize;

/// As much as nobody has.
pub(super) const ENDLESS: i64 = i64::MAX / 4;

/// Nodes and the arcs between them. Arc `i ^ 1` is the way back of arc `i`.
pub(super) struct Network {
    nodes: usize,
    arcs: Vec<Arc>,
}

struct Arc {
    from: Node,
    to: Node,
    left: i64,
    price: i64,
}

/// An arc, to ask later how much runs along it.
#[derive(Clone, Copy)]
pub(super) struct Lane(usize);

impl Network {
    pub(super) fn new(nodes: usize) -> Network {
        Network {
            nodes,
            arcs: Vec::new(),
        }
    }

    /// An arc with room for `room` dollars, each at `price`.
    pub(super) fn lane(&mut self, from: Node, to: Node, room: i64, price: i64) -> Lane {
        let (left, back) = (room, 0);
        self.arcs.push(Arc {
            from,
            to,
            left,
            price,
        });
        self.arcs.push(Arc {
            from: to,
            to: from,
            left: back,
            price: -price,
        });
        Lane(self.arcs.len() - 2)
    }

    /// What runs along a lane.
    pub(super) fn along(&self, lane: Lane) -> i64 {
        self.arcs[lane.0 ^ 1].left
    }

    /// Sends `wanted` dollars as cheaply as can be; answers how many arrive.
    pub(super) fn send(&mut self, source: Node, sink: Node, wanted: i64) -> i64 {
        let mut sent = 0;
        while sent < wanted {
            let Some(path) = self.cheapest(source, sink) else {
                break;
            };
            let room = path.iter().map(|arc| self.arcs[*arc].left).min().unwrap_or(0);
            let room = room.min(wanted - sent);
            for arc in path {
                self.arcs[arc].left -= room;
                self.arcs[arc ^ 1].left += room;
            }
            sent += room;
        }
        sent
    }

    /// Bellman and Ford: prices may be negative, cycles of negative price there are none. Of paths of one price the
    /// one with the fewest arcs.
    fn cheapest(&self, source: Node, sink: Node) -> Option<Vec<usize>> {
        let mut best: Vec<Option<(i64, usize)>> = vec![None; self.nodes];
        let mut by: Vec<Option<usize>> = vec![None; self.nodes];
        best[source] = Some((0, 0));
        for _ in 0..self.nodes {
            for (i, arc) in self.arcs.iter().enumerate().filter(|(_, arc)| arc.left > 0) {
                let Some((price, hops)) = best[arc.from] else {
                    continue;
                };
                let offer = (price + arc.price, hops + 1);
                if best[arc.to].is_none_or(|known| offer < known) {
                    best[arc.to] = Some(offer);
                    by[arc.to] = Some(i);
                }
            }
        }
        best[sink]?;
        let mut path = Vec::new();
        let mut here = sink;
        while here != source {
            let arc = by[here]?;
            path.push(arc);
            here = self.arcs[arc].from;
        }
        Some(path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cheap_way_fills_first_and_the_dear_one_takes_the_rest() {
        let mut network = Network::new(3);
        let dear = network.lane(0, 1, ENDLESS, 5);
        let cheap = network.lane(0, 1, 7, -1);
        network.lane(1, 2, 10, 0);
        assert_eq!(network.send(0, 2, 100), 10);
        assert_eq!((network.along(cheap), network.along(dear)), (7, 3));
    }

    #[test]
    fn an_early_choice_is_taken_back_where_that_is_cheaper() {
        // 0 → 1 → 3 is cheapest for the first dollar, and must make way for the second.
        let mut network = Network::new(4);
        network.lane(0, 1, 1, 0);
        network.lane(0, 2, 1, 2);
        network.lane(1, 2, 1, 0);
        network.lane(1, 3, 1, 3);
        network.lane(2, 3, 1, 0);
        assert_eq!(network.send(0, 3, 2), 2);
    }
}
