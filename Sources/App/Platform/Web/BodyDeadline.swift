import HTTPTypes
import Hummingbird
import NIOCore

/// A body that is still coming after a minute ends its connection: the server's idle timer starts again at each byte.
struct BodyDeadline: RouterMiddleware {
    typealias Context = WebContext
    let limit: TimeAmount

    func handle(
        _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
    ) async throws -> Response {
        let hasBody = request.headers[.transferEncoding] != nil || (request.headers[.contentLength] ?? "0") != "0"
        guard hasBody else { return try await next(request, context) }
        let channel = context.channel
        let timer = channel.eventLoop.scheduleTask(in: limit) { channel.close(mode: .all, promise: nil) }
        var request = request
        request.body = RequestBody(asyncSequence: WatchedBody(base: request.body) { timer.cancel() })
        return try await next(request, context)
    }
}

/// The same bytes, and a word when the last one has come.
private struct WatchedBody: AsyncSequence, Sendable {
    let base: RequestBody
    let whenDone: @Sendable () -> Void

    struct AsyncIterator: AsyncIteratorProtocol {
        var base: RequestBody.AsyncIterator
        let whenDone: @Sendable () -> Void

        mutating func next() async throws -> ByteBuffer? {
            let chunk = try await base.next()
            if chunk == nil { whenDone() }
            return chunk
        }
    }

    func makeAsyncIterator() -> AsyncIterator { AsyncIterator(base: base.makeAsyncIterator(), whenDone: whenDone) }
}
