import Domain
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Tabular

/// Receipts as files, for whoever may read them.
struct ReceiptPrinter {
    let press: BookletPress

    /// The number in the address, which may carry `.pdf`.
    static func asked(_ context: WebContext) throws -> (id: Int64, isPDF: Bool) {
        let parts = try context.parameter("id").split(separator: ".", maxSplits: 1).map(String.init)
        guard let first = parts.first, let id = Int64(first), parts.count == 1 || parts[1] == "pdf" else {
            throw NotFound()
        }
        return (id, parts.count == 2)
    }

    /// Where there is no press, the page says what to do.
    func pdf(
        _ receipt: Receipt, otherwise page: String, _ request: Request, _ context: WebContext
    ) async throws -> Response {
        let html = receiptPaper(receipt, isFictional: context.frame.isFictional)
        return try await pdf(html, named: receipt.fileName, otherwise: page, request, context)
    }

    func pdf(
        _ html: String, named name: String, otherwise page: String, _ request: Request, _ context: WebContext
    ) async throws -> Response {
        guard press.isThere else { return .redirect(to: page, type: .normal) }
        do {
            let sheet = try Resources.folder().appending(path: "Public/recus.css")
            let bytes = try await press.print(html, stylesheet: sheet, key: html, isTagged: true)
            var reply = Reply(bytes: ByteBuffer(bytes: bytes), type: "application/pdf")
            reply.headers[.contentDisposition] = "inline; filename=\"\(name).pdf\""
            reply.headers[.cacheControl] = "no-store"
            return reply.response(from: request, context: context)
        } catch is BookletPress.Busy {
            throw Refused("D’autres documents sont en cours de fabrication : recommencez dans une minute.")
        } catch let fault as BookletPress.Fault {
            Log.fault(fault, id: context.id, path: request.uri.path)
            throw Refused("Le PDF n’a pas pu être fabriqué : ouvrez la page du reçu, puis imprimez-la.")
        }
    }
}

extension Receipt {
    /// `recu-deux-rivieres-2026-007`
    var fileName: String { "recu-\(hub.slug)-\(payment.receipt)" }
}

/// Receipts at a hub's desk: one by one, and all of a year for the treasurer.
struct ReceiptRoutes {
    let payments: DuesPaymentStore
    let hubs: HubStore
    let printer: ReceiptPrinter

    func add(to table: inout RouteTable) {
        let dues = "/poles/:slug/pilotage/cotisations"
        table.get("/poles/:slug/pilotage/recus/:id", .readMembers, on: .hub, use: one)
        table.get("\(dues)/recus", .readMembers, on: .hub, use: year)
        table.get("\(dues)/recus.pdf", .readMembers, on: .hub, use: yearFile)
        table.get("\(dues)/recus.csv", .readMembers, on: .hub, use: csv)
    }

    @Sendable private func one(request: Request, context: WebContext) async throws -> Response {
        let (id, isPDF) = try ReceiptPrinter.asked(context)
        let receipt = try await payments.receipt(id, of: try await hubs.named(context).id)
        let path = "/poles/\(receipt.hub.slug)/pilotage/recus/\(id)"
        if isPDF { return try await printer.pdf(receipt, otherwise: path, request, context) }
        let card = "/poles/\(receipt.hub.slug)/pilotage/membres/\(receipt.account.organisation)/cotisations"
        let page = receiptPage(
            receipt, path: path, crumbs: deskCrumbs(receipt.hub, Crumb("Cotisations", card)),
            hasPress: printer.press.isThere)
        return Reply(page, in: context).response(from: request, context: context)
    }

    @Sendable private func year(request: Request, context: WebContext) async throws -> Reply {
        Reply(receiptYearPage(try await read(request, context), hasPress: printer.press.isThere), in: context)
    }

    @Sendable private func yearFile(request: Request, context: WebContext) async throws -> Response {
        let year = try await read(request, context)
        let page = "/poles/\(year.hub.slug)/pilotage/cotisations/recus?annee=\(year.year)"
        guard !year.receipts.isEmpty else { return .redirect(to: page, type: .normal) }
        let html = receiptYearPaper(year, isFictional: context.frame.isFictional)
        let name = "recus-\(year.hub.slug)-\(year.year)"
        return try await printer.pdf(html, named: name, otherwise: page, request, context)
    }

    @Sendable private func csv(request: Request, context: WebContext) async throws -> Reply {
        let year = try await read(request, context)
        var writer = CSVWriter()
        writer.add(["recu", "recu_le", "de", "annee", "tranche", "moyen", "reference", "centimes", "annule"])
        for receipt in year.receipts {
            let payment = receipt.payment
            writer.add([
                .text(payment.receipt), .text(payment.receivedOn.description), .text(payment.payer),
                .number(receipt.account.year), .text(receipt.account.label), .text(payment.means.label),
                .text(payment.note), .number(payment.amount.cents), .init(payment.cancellation),
            ])
        }
        return .download(writer.text, type: "text/csv; charset=utf-8", name: "recus-\(year.hub.slug)-\(year.year).csv")
    }

    private func read(_ request: Request, _ context: WebContext) async throws -> ReceiptYear {
        let asked = Int(request.query("annee")).flatMap { (1990...2100).contains($0) ? $0 : nil }
        return try await payments.receipts(of: hubs.named(context), in: asked ?? context.today.year)
    }
}
