using System.Reflection;
using System.Text.RegularExpressions;
using Market.Web.Hosting;
using Market.Web.Tests.Inputs.Support;
using Market.Web.Tests.Support;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Routing;
using Xunit.Abstractions;

namespace Market.Web.Tests.Inputs;

/// <summary>
/// Who may do what: every endpoint and every page times every kind of person. The things asked for are consumer's, of the
/// cooperative shangwan in the town shuanghe, picked up at shangwan-village.
/// y: answered, or refused by a rule only; 1: 401, or led to the sign-in; 3: 403; 4: absent; r: led elsewhere; n: a form that is not filled in.
/// </summary>
[Collection(InputTests.Name)]
public sealed partial class AccessTests(AttackedSite site, ITestOutputHelper output)
{
    private static readonly string[] People =
    [
        "", "consumer", "consumer2", "buyer.huijia", "manager.shangwan", "clerk.shangwan", "supervisor.shangwan", "manager.heyan", "station.shangwan-village", "station.heyan-village",
        "reviewer.shuanghe", "reviewer.qingshi", "office", "admin", "inspector",
    ];

    private const string Api = """
        1333333333yy333 GET /api/v1/disputes
        1333333333yy333 POST /api/v1/disputes/{id}/decision
        133y33333333333 POST /api/v1/call-offs/{id}/withdrawal
        1333yy343333333 POST /api/v1/lots/{code}/return-checks
        133333333333333 POST /api/v1/receipts/{id}/correction
        133yy3343333333 POST /api/v1/receipts/{id}/referral
        133y33333333333 POST /api/v1/demands/{id}/contracts
        yyyyyyyyyyyyyyy GET /api/v1/fairs
        1333y33y3333y33 GET /api/v1/fairs/{id}/entries
        133yyy3y3333yy3 GET /api/v1/green-channel
        133yyy3y3333yy3 GET /api/v1/shelves
        133333333333yy3 GET /api/v1/shelves/figures
        133333333333yy3 POST /api/v1/chains
        133333333333y33 POST /api/v1/fairs
        133333333333y33 POST /api/v1/fairs/{id}/cancellation
        1333y3343333333 POST /api/v1/fairs/{id}/entries
        133333333333y33 POST /api/v1/fairs/{id}/entries/{entry}/decision
        1333y3343333333 POST /api/v1/fairs/{id}/entries/{entry}/withdrawal
        133y33333333333 POST /api/v1/shelves
        133433333333333 POST /api/v1/shelves/removals
        133333333333yy3 POST /api/v1/stores
        133333333333yy3 POST /api/v1/stores/{id}/closure
        133333333333yy3 PUT /api/v1/roads
        133yyy3433y4333 GET /api/v1/contracts/{id}
        133yyy3433y4333 GET /api/v1/contracts/{id}/papers/{paperId}
        133yyy3y33yy333 GET /api/v1/contracts
        133yyy343333333 GET /api/v1/call-offs/{id}
        133yyy3y3333333 GET /api/v1/call-offs
        133yyy343333333 GET /api/v1/receipts/{id}
        133yyy343333333 GET /api/v1/statements/{id}
        133yyy3y3333333 GET /api/v1/statements
        133333333333333 POST /api/v1/call-offs/{id}/receipt
        1333333333y4333 POST /api/v1/contracts/{id}/archiving
        1333333333y4333 POST /api/v1/contracts/{id}/filing
        1333333333y4333 POST /api/v1/contracts/{id}/review
        1333y3343333333 POST /api/v1/call-offs/{id}/refusal
        1333y3343333333 POST /api/v1/contracts/{id}/agreement
        1333y3343333333 POST /api/v1/contracts/{id}/seal
        1333y3343333333 POST /api/v1/receipts/{id}/agreement
        1333y3343333333 POST /api/v1/receipts/{id}/dispute
        1333yy343333333 POST /api/v1/call-offs/{id}/confirmation
        1333yy3y3333333 POST /api/v1/call-offs/{id}/deliveries
        133443343333333 POST /api/v1/contracts/{id}/quotations
        133y33333333333 POST /api/v1/contracts
        133y33333333333 POST /api/v1/contracts/{id}/amendments
        133y33333333333 POST /api/v1/contracts/{id}/call-offs
        133y33333333333 POST /api/v1/contracts/{id}/cancellation
        133y33333333333 POST /api/v1/contracts/{id}/revision
        133y33333333333 POST /api/v1/receipts/{id}/settlement
        133y33333333333 POST /api/v1/statements/{id}/payments
        133yy3343333333 POST /api/v1/statements/{id}/confirmation
        133yy3343333333 POST /api/v1/statements/{id}/objection
        133yy33y3333333 POST /api/v1/contracts/{id}/papers
        1333y3343333333 POST /api/v1/statement-payments/{id}/arrival
        133y33333333333 GET /api/v1/match-runs/{id}
        yyyyyyyyyyyyyyy GET /api/v1/stores
        133y33333333333 POST /api/v1/demands
        1333y33y3333333 POST /api/v1/demands/{id}/bids
        1333y3343333333 POST /api/v1/demands/{id}/bids/{bid}/withdrawal
        133y33333333333 POST /api/v1/demands/{id}/match
        133y33333333333 POST /api/v1/demands/{id}/withdrawal
        133433333333333 POST /api/v1/match-runs/{id}/cancellation
        1333yy343333333 GET /api/v1/code-batches/{id}/codes.csv
        1333yy343333333 POST /api/v1/code-batches
        1333yy3y3333333 GET /api/v1/lots
        1333yy3y3333333 GET /api/v1/plots
        1333yy344433333 GET /api/v1/pallets/{code}
        1333yy343333333 POST /api/v1/pallets
        133344344433333 POST /api/v1/pallets/{code}/goods-in
        1333yy344433333 POST /api/v1/pallets/{code}/load-removals
        1333yy343333333 POST /api/v1/pallets/{code}/loads
        133344344433333 POST /api/v1/pallets/{code}/moves
        1333yy344433333 POST /api/v1/pallets/{code}/pack-removals
        1333yy343333333 POST /api/v1/pallets/{code}/packs
        1333yy343333333 POST /api/v1/pallets/{code}/shipment
        1333yy344433333 POST /api/v1/pallets/{code}/unit-removals
        1333yy343333333 POST /api/v1/pallets/{code}/units
        1333yy343333333 POST /api/v1/lots
        1333yy343333333 POST /api/v1/plots
        1333yy343333333 POST /api/v1/lots/{code}/commitment
        1333yy34333333y POST /api/v1/lots/{code}/inspections
        1333yy3y3333333 POST /api/v1/lots/{code}/photos
        1333yy343333333 POST /api/v1/plots/{id}/inputs
        13333333333333y POST /api/v1/recalls
        yyyyyyyyyyyyyyy GET /api/v1/recalls
        133333333333y33 POST /api/v1/recalls/{id}/approval
        133333333333y33 POST /api/v1/recalls/{id}/closure
        133333333333y33 POST /api/v1/recalls/{id}/refusal
        1333yy343333yyy GET /api/v1/trace/{key}
        1y4444444444444 GET /api/v1/orders/{id}/stopped-lines
        133yyy3yyy33y3y GET /api/v1/recall-notices
        1334yy344433y3y GET /api/v1/recall-notices/{id}
        133333333333y3y GET /api/v1/recalls/{id}
        1333yyy44433333 GET /api/v1/sub-orders/{id}/stopped-lines
        1333yy3y3333yyy GET /api/v1/trace/balances
        133333333333y3y GET /api/v1/trace/what-if
        1334yy344433y33 POST /api/v1/recall-notices/{id}/acknowledgement
        1334yy344433y33 POST /api/v1/recall-notices/{id}/destructions
        1334yy344433y33 POST /api/v1/recall-notices/{id}/returns
        133333333333y3y POST /api/v1/recalls/exercises
        133333333333y33 POST /api/v1/recalls/{id}/reminders
        133344444433333 POST /api/v1/sub-orders/{id}/stopped-lines
        yyyyyyyyyyyyyyy GET /api/v1/chains
        1yyyyyyyyyyyyyy GET /api/v1/claims
        yyyyyyyyyyyyyyy GET /api/v1/cooperatives
        1333yy44y433333 GET /api/v1/imports/{id}
        1333y3y43333yy3 GET /api/v1/income
        1yyyyyyyyyyyyyy GET /api/v1/orders
        1y4444444444444 GET /api/v1/orders/{id}
        1yyyyyyyyyyyyyy GET /api/v1/orders/{id}/claims
        yyyyyyyyyyyyyyy GET /api/v1/products
        yyyyyyyyyyyyyyy GET /api/v1/products/{id}
        1yyyyyyyyyyyyyy GET /api/v1/reservations
        yyyyyyyyyyyyyyy GET /api/v1/stations
        1333yyyyyy33333 GET /api/v1/sub-orders
        1333yyy44433333 GET /api/v1/sub-orders/{id}
        yyyyyyyyyyyyyyy GET /api/v1/towns
        1y4444444444444 DELETE /api/v1/reservations/{id}
        1y4444444444444 POST /api/v1/claims
        1444y44444y4444 POST /api/v1/claims/{id}/answer
        1yyyyyyyyyyyyyy POST /api/v1/cooperatives
        1333333333y4333 POST /api/v1/cooperatives/{id}/charter-review
        1333yy44y433333 POST /api/v1/imports
        133344444433333 POST /api/v1/imports/{id}/cancellation
        1333333333y4333 POST /api/v1/listing-reviews
        1333yy444433333 POST /api/v1/offers/{id}/harvest
        1yyyyyyyyyyyyyy POST /api/v1/orders
        1y4444444444444 POST /api/v1/orders/{id}/balance
        1y4444444444444 POST /api/v1/orders/{id}/cancellation
        1333333333333y3 POST /api/v1/payouts
        1yyyyyyyyyyyyyy POST /api/v1/pictures
        1333yy44y433333 POST /api/v1/products
        1333yy44y433333 POST /api/v1/products/{id}/offers
        1333yy44y433333 POST /api/v1/products/{id}/submission
        1333y33433333y3 POST /api/v1/refunds
        1yyyyyyyyyyyyyy POST /api/v1/reservations
        1y4444444444444 POST /api/v1/reviews
        1333yy44y433333 POST /api/v1/stock
        13333333y433333 POST /api/v1/sub-orders/{id}/arrival
        1y44yy44yy44444 POST /api/v1/sub-orders/{id}/completion
        1333yy444433333 POST /api/v1/sub-orders/{id}/dispatch
        1333yy444433333 POST /api/v1/sub-orders/{id}/weights
        111111111111111 POST /api/v1/tokens
        1333yy44y433333 PUT /api/v1/products/{id}
        yyyyyyyyyyyyyyy GET /api/v1/certificates
        1yyyyyyyyyyyyyy GET /api/v1/licence-applications
        yyyyyyyyyyyyyyy GET /api/v1/licences
        yyyyyyyyyyyyyyy GET /api/v1/licences/{number}
        1333y3343333333 POST /api/v1/certificates
        133333333333y33 POST /api/v1/certificates/{id}/verification
        1333y3343333333 POST /api/v1/licence-applications
        133333333333y33 POST /api/v1/licence-applications/{id}/decision
        1333333333y4333 POST /api/v1/licence-applications/{id}/opinion
        133333333333y33 POST /api/v1/licences/{number}/restoration
        133333333333y33 POST /api/v1/licences/{number}/revocation
        133333333333y33 POST /api/v1/licences/{number}/suspension
        1333y3343333333 PUT /api/v1/licence-applications/{id}
        yyyyyyyyyyyyyyy GET /api/v1/artwork/{sha256}
        yyyyyyyyyyyyyyy GET /api/v1/products/{id}/marks
        1yyyyyyyyyyyyyy GET /api/v1/rewards
        yyyyyyyyyyyyyyy GET /api/v1/sub-brands
        1333333333y4y33 POST /api/v1/licence-applications/{id}/visits
        1333y3343333333 POST /api/v1/licences/{number}/artwork
        133333333333y33 POST /api/v1/licences/{number}/confirmation
        1333y3343333333 POST /api/v1/licences/{number}/labels
        133333333333y33 POST /api/v1/licences/{number}/quota
        133333333333y33 POST /api/v1/licences/{number}/reduction
        1333y3343333333 POST /api/v1/licences/{number}/withdrawal
        1333y3343333333 POST /api/v1/rewards
        133333333333y33 POST /api/v1/rewards/{id}/decision
        1333333333y4333 POST /api/v1/rewards/{id}/opinion
        133333333333y33 POST /api/v1/rewards/{id}/payment
        1333y3343333333 POST /api/v1/sub-brands/{id}/logo
        1333y3343333333 PUT /api/v1/rewards/{id}
        1333y3343333333 PUT /api/v1/sub-brands
        1333y33y3333333 GET /api/v1/appealable-decisions
        1yyyyyyyyyyyyyy GET /api/v1/appeals
        1yyyyyyyyyyyyyy GET /api/v1/cases
        1444y4444444y44 GET /api/v1/cases/{number}
        133333333333y33 GET /api/v1/misuse-reports
        yyyyyyyyyyyyyyy GET /api/v1/spot-check-draws
        133333333333y3y GET /api/v1/spot-checks
        133333333333y3y GET /api/v1/spot-checks/{id}
        1333y3343333333 POST /api/v1/appeals
        133333333333y33 POST /api/v1/appeals/{id}/decision
        133333333333y33 POST /api/v1/cases
        1333y3343333333 POST /api/v1/cases/{number}/answer
        1333y3343333333 POST /api/v1/cases/{number}/appeal
        133333333333y33 POST /api/v1/cases/{number}/appeal-decision
        133333333333y33 POST /api/v1/cases/{number}/confirmation
        133333333333y33 POST /api/v1/cases/{number}/decision
        133333333333y33 POST /api/v1/cases/{number}/question
        yyyyyyyyyyyyyyy POST /api/v1/misuse-reports
        133333333333y33 POST /api/v1/misuse-reports/{number}/dismissal
        133333333333y33 POST /api/v1/spot-check-draws
        133333333333y3y POST /api/v1/spot-checks/{id}/result
        133yyy34y433333 GET /api/v1/awards/{id}
        133yyy3yyy33333 GET /api/v1/demands
        133yyy3yy433333 GET /api/v1/demands/{id}
        133yyy3yy433333 GET /api/v1/demands/{id}/awards
        133yyy3yy433333 GET /api/v1/plans/{id}
        133yyy3yyy33333 GET /api/v1/suppliers/{id}/reliability
        133yyy3yyy33333 GET /api/v1/supply-forecasts
        yyyyyyyyyyyyyyy GET /api/v1/unions
        1333y3343333333 POST /api/v1/awards/{id}/acceptance
        1333y3343333333 POST /api/v1/awards/{id}/refusal
        1333y3343333333 POST /api/v1/awards/{id}/withdrawal
        133y33333333333 POST /api/v1/demand-tables
        133444344433333 POST /api/v1/demands/{id}/bids/{bid}/consents
        133444344433333 POST /api/v1/demands/{id}/bids/{bid}/consents/withdrawal
        133y33333333333 POST /api/v1/demands/{id}/bids-closure
        133y33333333333 POST /api/v1/demands/{id}/refills
        133y33333333333 POST /api/v1/demands/{id}/repetitions
        133y33333333333 POST /api/v1/plans/{id}/awards
        133333333333333 POST /api/v1/plans/{id}/awards/approval
        133333333333333 POST /api/v1/plans/{id}/awards/refusal
        1333y33y3333333 POST /api/v1/supply-forecasts
        133333333333y33 POST /api/v1/unions
        133333333333y33 POST /api/v1/unions/{id}/accounts
        133333333333y33 POST /api/v1/unions/{id}/chairs
        133333333333y33 POST /api/v1/unions/{id}/members
        133333333333y33 POST /api/v1/unions/{id}/members/{cooperativeId}/departure
        """;

    private const string Pages = """
        1333333333y4333 /town/disputes/{id:guid}
        133333333333yy3 /district/stores
        yyyyyyyyyyyyyyy /fairs
        1333y33y3333y33 /office/fairs
        1333y33y3333y33 /office/fairs/{id:guid}
        133333333333y33 /office/fairs/{id:guid}/samples.csv
        133yyy3y3333yy3 /office/green-channel
        133yyy3y3333yy3 /office/shelves
        133yyy3y3333yy3 /office/shelves.csv
        133yyy3y3333yy3 /office/shelves/stores/{id:guid}
        133333333333333 /office/goods-in
        133333333333333 /office/goods-in/{id:guid}
        133y33333333333 /office/contracts/new
        133y33333333333 /office/contracts/{id:guid}/text
        133yyy343333333 /office/call-offs/{id:guid}
        133yyy343333333 /office/deliveries/{id:guid}
        133yyy343333333 /office/statements/{id:guid}
        133yyy343333333 /office/statements/{id:guid}.csv
        133yyy3433y4333 /office/contracts/{id:guid}
        133yyy3433y4333 /office/contracts/{id:guid}/papers/{paperId:guid}
        133yyy3433y4333 /office/contracts/{id:guid}/print
        133yyy3y3333333 /office/statements
        133yyy3y33yy333 /office/contracts
        133y33333333333 /office/demands/new
        133y33333333333 /office/demands/{id:guid}/progress
        yyyyyyyyyyyyyyy /docs
        yyyyyyyyyyyyyyy /
        1yyyyyyyyyyyyyy /account
        1yyyyyyyyyyyyyy /account/second-factor
        yyyyyyyyyyyyyyy /basket
        yyyyyyyyyyyyyyy /c/{slug}
        1rrrrrrrrrrrrrr /checkout
        yyyyyyyyyyyyyyy /coop/{slug}
        yyyyyyyyyyyyyyy /coops
        133333333333yy3 /district
        133333333333yy3 /district/audit
        133333333333yy3 /district/cooperatives
        1333333333333y3 /district/payouts
        1333333333333y3 /district/transfers
        1yyyyyyyyyyyyyy /favourites
        333333333333333 /forbidden
        1y44yyy44444444 /invoices/{id:guid}
        1yyyyyyyyyyyyyy /join
        1yyyyyyyyyyyyyy /join/sent
        yyyyyyyyyyyyyyy /login
        1yyyyyyyyyyyyyy /notices
        1333yyyyrr33333 /office
        1333yyyyyy33333 /office/claims
        1333yyyyyy33333 /office/imports
        1333yy44y433333 /office/imports/{id:guid}
        1333yy44y433333 /office/imports/{id:guid}/errors.csv
        1333yy44y433333 /office/imports/{id:guid}/progress
        1333y4yy4433333 /office/income
        1333y4yy4433333 /office/income.{format:regex(^(csv|xlsx)$)}
        1333y4yy4433333 /office/invoices
        1333yyyyyy33333 /office/orders
        1333yyyyyy33333 /office/orders/print
        1333yyy44433333 /office/orders/{id:guid}
        1333yyy44433333 /office/orders/{id:guid}/label
        1333yyyyyy33333 /office/products
        1333yyyyyy33333 /office/products/new
        1333yy44y433333 /office/products/{id:guid}
        1333y44y4433333 /office/settings
        1yyyyyyyyyyyyyy /orders
        1y4444444444444 /orders/{id:guid}
        1y4444444444444 /orders/{id:guid}/claims/new
        1r4444444444444 /orders/{id:guid}/pay
        1y4444444444444 /orders/{id:guid}/reviews/new
        yyyyyyyyyyyyyyy /p/{id:guid}
        yyyyyyyyyyyyyyy /register
        yyyyyyyyyyyyyyy /reset
        1y4444444444444 /sandbox/payments/{id:guid}
        yyyyyyyyyyyyyyy /search
        yyyyyyyyyyyyyyy /search/suggestions
        13333333yy33333 /station
        yyyyyyyyyyyyyyy /stations
        1333333333yy333 /town
        1333333333y4333 /town/listings/{id:guid}
        1333yy343333333 /office/codes/{id:guid}
        1333yy343333333 /office/codes/{id:guid}/codes.csv
        1333yy343333333 /office/codes/{id:guid}/labels.pdf
        1333yy343333333 /office/codes/{id:guid}/labels.zpl
        1333yy343333333 /office/lots/{code}
        1333yy3y3333333 /office/lots
        1333yy3y3333333 /office/lots/new
        1333yy3y3333333 /office/plots
        yyyyyyyyyyyyyyy /.well-known/gs1resolver
        444444444444444 /01/{gtin}
        1yyyyyyyyyyyyyy /office/field
        1333yy3yyy33333 /office/pallets
        yyyyyyyyyyyyyyy /id/pallet/{code}
        444444444444444 /01/{gtin}/10/{code}
        nnnnnnnnnnnnnnn /01/{gtin}/10/{lot}/21/{serial}
        444444444444444 /01/{gtin}/21/{serial}
        444444444444444 /{ai:regex(^([[0-9]]{{2,4}}|gtin)$)}/{**rest}
        yyyyyyyyyyyyyyy /id/lot/{code}
        yyyyyyyyyyyyyyy /id/lot/{code}/proof
        yyyyyyyyyyyyyyy /id/lot/{code}/recall-status
        1333yy343333333 /office/lots/{code}/scans
        yyyyyyyyyyyyyyy /licences/{number}/proof
        yyyyyyyyyyyyyyy /log/checkpoint
        yyyyyyyyyyyyyyy /log/key
        yyyyyyyyyyyyyyy /log/tile/{**path}
        yyyyyyyyyyyyyyy /t
        yyyyyyyyyyyyyyy /t/{serial}
        yyyyyyyyyyyyyyy /recalls
        133333333333y3y /district/recalls
        133333333333y3y /district/recalls/{id:guid}/report.csv
        133333333333y3y /district/recalls/{id:guid}/sheet.csv
        1333yy3y3333yyy /balances
        1333yy3y3333yyy /balances.csv
        133333333333y3y /district/recalls/{id:guid}
        133333333333y3y /district/recalls/{id:guid}/report.pdf
        133333333333y3y /district/recalls/{id:guid}/summary.csv
        133333333333y3y /district/what-if
        133yyy3yyy33y3y /recall-notices
        1334yy344433y3y /recall-notices/{id:guid}
        yyyyyyyyyyyyyyy /certificates
        yyyyyyyyyyyyyyy /certificates.csv
        yyyyyyyyyyyyyyy /licences.csv
        133333333333y33 /district/certificates
        133333333333y33 /district/licences
        133333333333y33 /district/licences/of/{number}
        133333333333y33 /district/licences/{id:guid}
        yyyyyyyyyyyyyyy /licences
        yyyyyyyyyyyyyyy /licences/{number}
        1333y33y3333333 /office/brand
        1333y33y3333333 /office/brand/new
        1333y3343333333 /office/brand/{id:guid}
        1333y33y3333333 /office/certificates/new
        1333333333y4333 /town/licences/{id:guid}
        yyyyyyyyyyyyyyy /artwork
        yyyyyyyyyyyyyyy /p/{id:guid}/marks
        yyyyyyyyyyyyyyy /sub-brands/{id:guid}.svg
        133333333333y33 /district/brand
        133333333333y33 /district/brand.csv
        133333333333y33 /district/rewards
        133333333333y33 /district/schemes
        133333333333y33 /district/schemes/logo.svg
        1333y3343333333 /office/licences/{number}
        1333y33y3333333 /office/rewards
        1333y33y3333333 /office/sub-brands
        1333333333yy333 /town/rewards
        133333333333y33 /district/appeals/{id:guid}
        133333333333y33 /district/cases
        133333333333y33 /district/cases/new
        133333333333y33 /district/cases/{number}
        133333333333y33 /district/cases/{number}/evidence
        133333333333y3y /district/checks
        133333333333y3y /district/checks/draws/{number}
        133333333333y3y /district/checks/{id:guid}
        yyyyyyyyyyyyyyy /misuse
        rrrrrrrrrrrrrrr /misuse/sent
        1333y3343333333 /office/appeals/{id:guid}
        1333y33y3333333 /office/cases
        1333y3343333333 /office/cases/{number}
        1333y3343333333 /office/cases/{number}/evidence
        133yyy34y433333 /office/awards/{id:guid}
        133yyy3yyy33333 /office/demands
        133y33333333333 /office/demands/table.csv
        133yyy3yy433333 /office/demands/{id:guid}
        133yyy3yy433333 /office/plans/{id:guid}
        133yyy3yy433333 /office/plans/{id:guid}.csv
        1333y33y3333333 /office/supply
        133333333333y33 /office/unions
        133333333333y33 /office/unions/new
        133333333333y33 /office/unions/{id:guid}
        """;

    /// <summary>Forms without anything in them, for things that are nobody's: only the role decides.</summary>
    private const string Forms = """
        133333333344333 /town/disputes/{id:guid}
        133333333333333 /office/receipts/{id:guid}/correction
        133443343333333 /office/receipts/{id:guid}/referral
        133433333333333 /office/call-offs/{id:guid}/withdrawal
        133344343333333 /office/lots/{code}/return-checks
        133433333333333 /office/demands/{id:guid}/contracts
        133333333333443 /district/stores
        133333333333yy3 /district/stores/chains
        133333333333yy3 /district/stores/roads
        133333333333443 /district/stores/{id:guid}/closure
        133333333333y33 /office/fairs
        133333333333433 /office/fairs/{id:guid}/cancellation
        133343343333333 /office/fairs/{id:guid}/entries
        133333333333433 /office/fairs/{id:guid}/entries/{entry:guid}/decision
        133343343333333 /office/fairs/{id:guid}/entries/{entry:guid}/withdrawal
        133433333333333 /office/shelves/stores/{id:guid}/put
        133433333333333 /office/shelves/stores/{id:guid}/take-off
        133333333333333 /office/goods-in/{id:guid}
        133333333344333 /office/contracts/{id:guid}/archiving
        133333333344333 /office/contracts/{id:guid}/filing
        133333333344333 /office/contracts/{id:guid}/review
        133343343333333 /office/call-offs/{id:guid}/refusal
        133343343333333 /office/contracts/{id:guid}/agreement
        133343343333333 /office/contracts/{id:guid}/seal
        133343343333333 /office/receipts/{id:guid}/agreement
        133343343333333 /office/receipts/{id:guid}/dispute
        133343343333333 /office/statements/{id:guid}/payments/{payment:guid}/arrival
        133344343333333 /office/call-offs/{id:guid}/confirmation
        133344343333333 /office/call-offs/{id:guid}/deliveries
        133433333333333 /office/contracts/{id:guid}/call-offs
        133433333333333 /office/contracts/{id:guid}/cancellation
        133433333333333 /office/contracts/{id:guid}/text
        133433333333333 /office/receipts/{id:guid}/settlement
        133433333333333 /office/statements/{id:guid}/payments
        133443343333333 /office/contracts/{id:guid}/papers
        133443343333333 /office/contracts/{id:guid}/quotations
        133443343333333 /office/statements/{id:guid}/confirmation
        133443343333333 /office/statements/{id:guid}/objection
        133y33333333333 /office/contracts
        133y33333333333 /office/demands
        133343343333333 /office/demands/{id:guid}/bids
        133343343333333 /office/demands/{id:guid}/bids/{bid:guid}/withdrawal
        133433333333333 /office/demands/{id:guid}/match
        133r33333333333 /office/demands/{id:guid}/match/{job:guid}/cancellation
        133433333333333 /office/demands/{id:guid}/withdrawal
        1rrrrrrrrrrrrrr /account/password
        1yyyyyyyyyyyyyy /account/second-factor
        1rrrrrrrrrrrrrr /account/second-factor/off
        rrrrrrrrrrrrrrr /basket/lines
        rrrrrrrrrrrrrrr /basket/lines/{offerId:guid}
        1yyyyyyyyyyyyyy /checkout
        1333333333333r3 /district/payouts
        1333333333333r3 /district/refunds/{id:guid}
        1333333333333r3 /district/transfers/{id:guid}
        1333rrrrrr33333 /invoices/{id:guid}/fapiao
        1yyyyyyyyyyyyyy /join
        133344444433333 /office/claims/{id:guid}/answer
        1333rrrrrr33333 /office/imports
        1333rrrrrr33333 /office/imports/{id:guid}/cancellation
        133344444433333 /office/imports/{id:guid}/runs
        133344444433333 /office/orders/{id:guid}/delivery
        133344444433333 /office/orders/{id:guid}/dispatch
        133344444433333 /office/orders/{id:guid}/weights
        1333yy4yy433333 /office/products
        133344444433333 /office/products/{id:guid}
        133344444433333 /office/products/{id:guid}/offers
        1333rrrrrr33333 /office/products/{id:guid}/offers/{offer:guid}/harvest
        1333rrrrrr33333 /office/products/{id:guid}/offers/{offer:guid}/price
        133344444433333 /office/products/{id:guid}/offers/{offer:guid}/retirement
        1333rrrrrr33333 /office/products/{id:guid}/offers/{offer:guid}/stock
        1333rrrrrr33333 /office/products/{id:guid}/picture
        133344444433333 /office/products/{id:guid}/retirement
        133344444433333 /office/products/{id:guid}/submission
        1333r44r4433333 /office/settings/account
        1333r44r4433333 /office/settings/charter
        1333r44r4433333 /office/settings/freight
        1333r44r4433333 /office/settings/mandates
        144444444444444 /orders/{id:guid}/again
        144444444444444 /orders/{id:guid}/balance
        144444444444444 /orders/{id:guid}/cancellation
        144444444444444 /orders/{id:guid}/claims
        144444444444444 /orders/{id:guid}/parts/{part:guid}/receipt
        144444444444444 /orders/{id:guid}/reviews
        1rrrrrrrrrrrrrr /p/{id:guid}/favourite
        144444444444444 /sandbox/payments/{id:guid}
        133333334433333 /station/arrivals/{id:guid}
        13333333rr33333 /station/handover
        133333333344333 /town/charters/{id:guid}
        133333333344333 /town/claims/{id:guid}/answer
        133344343333333 /office/lots
        133344343333333 /office/lots/{code}/codes
        133344343333333 /office/lots/{code}/cold
        133344343333333 /office/lots/{code}/commitment
        133344343333333 /office/lots/{code}/counts
        133344343333333 /office/lots/{code}/destructions
        133344343333333 /office/lots/{code}/inspections
        133344343333333 /office/lots/{code}/packings
        133344343333333 /office/lots/{code}/photos
        133344343333333 /office/plots/inputs
        1333yy3y3333333 /office/plots
        1333rr3r3333333 /office/pallets
        133344344433333 /id/pallet/{code}/goods-in
        133344343333333 /id/pallet/{code}/loads
        133344344433333 /id/pallet/{code}/moves
        133344344433333 /id/pallet/{code}/pack-removals
        133344343333333 /id/pallet/{code}/packs
        133344344433333 /id/pallet/{code}/removals
        133344343333333 /id/pallet/{code}/shipment
        133344343333333 /id/pallet/{code}/units
        444444444444444 /t/{serial}/covered
        444444444444444 /t/{serial}/town
        133333333333r3r /district/recalls/exercises
        13333333333333y /district/recalls
        133333333333433 /district/recalls/{id:guid}/approval
        133333333333433 /district/recalls/{id:guid}/closure
        133333333333433 /district/recalls/{id:guid}/refusal
        133333333333433 /district/recalls/{id:guid}/reminders
        13333333333333y /district/what-if/recall
        133344444433333 /office/orders/{id:guid}/stopped-lines/{line:guid}
        133444344433433 /recall-notices/{id:guid}/answer
        133444344433433 /recall-notices/{id:guid}/destructions
        133444344433433 /recall-notices/{id:guid}/returns
        1333333333rr333 /town/listings
        1333y33y3333333 /office/brand
        133333333333433 /district/certificates/{id:guid}
        133333333333433 /district/licences/of/{number}
        133333333333433 /district/licences/{id:guid}
        133343343333333 /office/brand/{id:guid}
        1333y33y3333333 /office/certificates
        133333333344333 /town/licences/{id:guid}
        133333333333433 /district/rewards/{id:guid}
        133333333333y33 /district/rewards/{id:guid}/payment
        133333333333y33 /district/schemes
        133333333333433 /district/schemes/{kind}/closure
        133333333333y33 /district/schemes/trademark
        133333333333y33 /district/schemes/logo
        133343343333333 /office/licences/{number}/artwork
        133343343333333 /office/licences/{number}/labels
        133343343333333 /office/licences/{number}/withdrawal
        133343343333333 /office/rewards
        133343343333333 /office/rewards/{id:guid}
        1333y33y3333333 /office/sub-brands
        1333y33y3333333 /office/sub-brands/{id:guid}/logo
        133333333344333 /town/rewards/{id:guid}
        rrrrrrrrrrrrrrr /artwork
        133333333333433 /district/appeals/{id:guid}
        133333333333y33 /district/cases
        133333333333433 /district/cases/reports/{number}/dismissal
        133333333333433 /district/cases/{number}/confirmation
        133333333333433 /district/cases/{number}/decision
        133333333333433 /district/cases/{number}/question
        133333333333y33 /district/checks
        133333333333434 /district/checks/{id:guid}
        133343343333333 /office/appeals/{id:guid}
        133343343333333 /office/cases/{number}/answer
        133343343333333 /office/awards/{id:guid}/acceptance
        133343343333333 /office/awards/{id:guid}/refusal
        133343343333333 /office/awards/{id:guid}/withdrawal
        133y33333333333 /office/demands/lines
        133y33333333333 /office/demands/table
        133444344433333 /office/demands/{id:guid}/bids/{bid:guid}/consents
        133444344433333 /office/demands/{id:guid}/bids/{bid:guid}/consents/withdrawal
        133433333333333 /office/demands/{id:guid}/bids-closure
        133433333333333 /office/demands/{id:guid}/refills
        133433333333333 /office/plans/{id:guid}/awards
        133333333333333 /office/plans/{id:guid}/awards/approval
        133333333333333 /office/plans/{id:guid}/awards/refusal
        1333y33y3333333 /office/supply
        133333333333y33 /office/unions
        133333333333433 /office/unions/{id:guid}/accounts
        133333333333433 /office/unions/{id:guid}/chairs
        133333333333433 /office/unions/{id:guid}/members
        133333333333433 /office/unions/{id:guid}/members/{cooperative:guid}/departure
        """;

    /// <summary>Open to everybody, and limited per minute; signing out would end the sign-ins of the other tests.</summary>
    private static readonly string[] Entrances = ["/login", "/register", "/reset", "/misuse", "/logout"];

    [Fact]
    public async Task Every_endpoint_answers_only_those_who_may()
    {
        var (operations, document) = await Operation.ReadAsync(site);
        var things = await Things.MakeAsync(site);
        var bodies = new Bodies(document, things.Members);
        var found = new List<string>();
        foreach (var operation in operations.OrderBy(x => x.ToString(), StringComparer.Ordinal))
        {
            var row = "";
            foreach (var person in People)
            {
                var reply = await AskAsync(operation, things, bodies, person);
                // Sign-ins are limited per minute, and everybody here has just signed in.
                if (reply.Status == 429) await Wait.ForAsync(async () => (reply = await AskAsync(operation, things, bodies, person)).Status != 429, "the next minute", seconds: 70);
                row += Mark(reply);
            }
            found.Add($"{row} {operation}");
        }
        Compare(Api, found);
    }

    [Fact]
    public async Task Every_page_opens_only_for_those_who_may()
    {
        var things = await Things.MakeAsync(site);
        using var nobody = await Browser.AsAsync(site.Address, null);
        var found = new List<string>();
        foreach (var route in Routes<HttpGetAttribute>().Order(StringComparer.Ordinal))
        {
            var row = "";
            foreach (var person in People)
            {
                var page = await (person is "" ? nobody : site.Browsing(person)).GetAsync(things.Page(route));
                row += Mark(page);
            }
            found.Add($"{row} {route}");
        }
        Compare(Pages, found);
    }

    [Fact]
    public async Task Every_form_is_taken_only_from_those_who_may()
    {
        using var nobody = await Browser.AsAsync(site.Address, null);
        var found = new List<string>();
        foreach (var route in Routes<HttpPostAttribute>().Except(Entrances).Order(StringComparer.Ordinal))
        {
            var row = "";
            foreach (var person in People)
            {
                var browser = person is "" ? nobody : site.Browsing(person);
                var page = person is "" ? "/login" : "/account";
                var token = (await browser.GetAsync(page)).Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
                row += Mark(await browser.PostAsync(Placeholder().Replace(route, _ => Guid.CreateVersion7().ToString()), [new("__RequestVerificationToken", token)], from: "/"));
            }
            found.Add($"{row} {route}");
        }
        Compare(Forms, found);
    }

    [GeneratedRegex(@"\{\w+:guid\}")]
    private static partial Regex Placeholder();

    private static IEnumerable<string> Routes<T>() where T : HttpMethodAttribute => typeof(MarketHost).Assembly.GetTypes().Where(x => x.IsSubclassOf(typeof(Controller))).SelectMany(type =>
        type.GetMethods().SelectMany(method => method.GetCustomAttributes<T>().Select(verb => Join(type.GetCustomAttribute<RouteAttribute>()?.Template, verb.Template))))
        .Where(x => !x.StartsWith("/prefs", StringComparison.Ordinal) && !x.StartsWith("/pictures", StringComparison.Ordinal)).Distinct();

    private static string Join(string? controller, string? action) => action?.StartsWith('/') == true ? action : "/" + string.Join('/', new[] { controller, action }.Where(x => !string.IsNullOrEmpty(x)));

    private async Task<Reply> AskAsync(Operation operation, Things things, Bodies bodies, string person)
    {
        var request = new HttpRequestMessage(new(operation.Method), things.Path(operation));
        if (operation.Schema is not null) request.Content = new StringContent(bodies.Right(operation.Schema)!.ToJsonString(), System.Text.Encoding.UTF8, "application/json");
        if (operation.Multipart) request.Content = new MultipartFormDataContent { { new StringContent(things.Members["cooperativeId"].GetValue<string>()), "Cooperative" }, { new ByteArrayContent("品名,价格\n豆角,1.00\n"u8.ToArray()), operation.Path.EndsWith("imports", StringComparison.Ordinal) ? "File" : operation.Path.EndsWith("logo", StringComparison.Ordinal) ? "logo" : "picture", "a.csv" }, { new StringContent("true"), "DryRun" } };
        request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
        return await site.As(person).SendAsync(request);
    }

    private static char Mark(Reply reply) => reply.Status switch { 401 => '1', 403 => '3', 404 => '4', >= 500 => '!', _ => 'y' };

    private static char Mark(Page page) => (page.Status, page.Location) switch
    {
        (200, _) => 'y',
        (302, var to) when to.StartsWith("/login", StringComparison.Ordinal) => '1',
        (302, var to) when to.Contains("/forbidden", StringComparison.Ordinal) => '3',
        (302, _) => 'r',
        (400 or 409 or 422, _) => 'n',
        (403, _) => '3',
        (404, _) => '4',
        _ => '?',
    };

    private void Compare(string expected, List<string> found)
    {
        foreach (var line in found) output.WriteLine(line);
        Assert.True(!found.Exists(x => x[..People.Length].Contains('?', StringComparison.Ordinal)), site.Output);
        var lines = expected.Split('\n').Select(x => x.Trim()).ToList();
        Assert.Equal("", string.Join('\n', found.Except(lines).Select(x => "found " + x).Concat(lines.Except(found).Select(x => "asked " + x))));
    }
}
