/// Runs a piece of work until it has lasted long enough to be measured, and prints the median time of one run.
enum Stopwatch {
    static func measure(_ label: String, atLeast total: Duration = .milliseconds(600), _ work: () -> Int) {
        let clock = ContinuousClock()
        var runs: [Duration] = []
        var checksum = work()
        let begun = clock.now
        repeat {
            let start = clock.now
            checksum &+= work()
            runs.append(clock.now - start)
        } while clock.now - begun < total || runs.count < 5
        let median = runs.sorted()[runs.count / 2]
        print("\(label): \(milliseconds(median)) ms (\(runs.count) runs, \(checksum & 0xffff))")
    }

    private static func milliseconds(_ duration: Duration) -> String {
        let microseconds = duration.components.seconds * 1_000_000 + duration.components.attoseconds / 1_000_000_000_000
        let thousandths = String(microseconds % 1000)
        return "\(microseconds / 1000).\(String(repeating: "0", count: 3 - thousandths.count))\(thousandths)"
    }
}
