/// How often one may try to sign in. The owner of an account is never locked out: a link by mail stays open to them
/// when somebody else has used up the tries with a password.
struct SignInThrottle: Sendable {
    /// Passwords for one account, from anywhere: at most ten in a quarter of an hour.
    let passwordsPerAccount = RateLimiter(.times(5, per: 15 * 60))
    /// Passwords from one place, which may be a whole office.
    let passwordsPerClient = RateLimiter(.times(30, per: 15 * 60))
    /// Messages to one address: enough to try again, too few to fill a mailbox.
    let lettersPerAddress = RateLimiter(.times(5, per: 3600))
    /// Messages asked for from one place.
    let lettersPerClient = RateLimiter(.times(30, per: 3600))
    /// Refused tries that are counted in the database, of each cause.
    let notes = RateLimiter(.times(120, per: 60))
}
