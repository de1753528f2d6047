/// The cheapest way to part a weighted graph in two (Stoer and Wagner, 1997).
package enum MinimumCut {
    /// The least weight between two non-empty parts of a connected component, over all components; nil when there is nothing to part.
    /// `weights` is square, symmetric, non-negative. `side` is one of the two parts, as vertices.
    package static func of(_ weights: [[Int]]) -> (weight: Int, side: Set<Int>)? {
        var best: (weight: Int, side: Set<Int>)?
        for component in components(weights) where component.count > 1 {
            let cut = cut(weights, component)
            if best.map({ cut.weight < $0.weight }) ?? true { best = cut }
        }
        return best
    }

    private static func components(_ weights: [[Int]]) -> [[Int]] {
        var seen: Set<Int> = []
        var found: [[Int]] = []
        for start in weights.indices where !seen.contains(start) {
            var component: [Int] = []
            var waiting = [start]
            seen.insert(start)
            while let vertex = waiting.popLast() {
                component.append(vertex)
                for other in weights.indices where weights[vertex][other] > 0 && seen.insert(other).inserted {
                    waiting.append(other)
                }
            }
            found.append(component)
        }
        return found
    }

    private static func cut(_ weights: [[Int]], _ component: [Int]) -> (weight: Int, side: Set<Int>) {
        var weights = weights
        var merged = Dictionary(uniqueKeysWithValues: component.map { ($0, Set([$0])) })
        var left = component
        var best: (weight: Int, side: Set<Int>) = (.max, [])
        while left.count > 1 {
            var order: [Int] = []
            var gathered = Dictionary(uniqueKeysWithValues: left.map { ($0, 0) })
            while order.count < left.count {
                let next = gathered.max { ($0.value, -$0.key) < ($1.value, -$1.key) }
                guard let vertex = next?.key, let weight = next?.value else { break }
                gathered[vertex] = nil
                order.append(vertex)
                if order.count == left.count, weight < best.weight { best = (weight, merged[vertex] ?? []) }
                for other in gathered.keys { gathered[other, default: 0] += weights[vertex][other] }
            }
            guard order.count > 1 else { break }
            let (last, before) = (order[order.count - 1], order[order.count - 2])
            for vertex in left where vertex != last && vertex != before {
                weights[before][vertex] += weights[last][vertex]
                weights[vertex][before] = weights[before][vertex]
            }
            let joined = (merged[before] ?? []).union(merged[last] ?? [])
            merged[before] = joined
            left.removeAll { $0 == last }
        }
        return best
    }
}
