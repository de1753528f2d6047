/// How often strangers may ask something of records: enough for people, too little to fill mailboxes or a queue.
struct RecordThrottle: Sendable {
    /// Links mailed to one record's address.
    let linksPerRecord = RateLimiter(.times(3, per: 24 * 3600))
    /// Links asked for from one place.
    let linksPerClient = RateLimiter(.times(10, per: 3600))
    /// Proposals and claims from one place, which may be a whole office.
    let proposalsPerClient = RateLimiter(.times(20, per: 3600))
}
