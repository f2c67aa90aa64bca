using System.ComponentModel.DataAnnotations;
using Market.Kernel.Values;
using Market.Traceability.Recall;
using Market.Traceability.Tracing;

namespace Market.Web.Api;

/// <param name="Lots">1 to 1,000 codes of lots; what was made from them is found at the approval.</param>
/// <param name="Class">i, ii or iii: the recall starts within 24, 48 or 72 hours of learning of the risk.</param>
/// <param name="Advice">What people shall do; "do not eat it, bring it back" when left out.</param>
/// <param name="LearnedAt">When the risk became known; now when left out.</param>
/// <param name="Refunds">Buyers get their money back without asking; approved together with the recall.</param>
public sealed record RecallRequest([Required, MinLength(1), MaxLength(RecallForm.MostLots)] IReadOnlyList<string> Lots, [Required] RecallClass? Class, [Required, StringLength(500)] string Reason, [StringLength(500)] string Advice = "", DateTime? LearnedAt = null, bool Refunds = false);

/// <param name="Lot">Code of the lot; one is drawn by lot when left out.</param>
public sealed record ExerciseRequest([StringLength(20)] string? Lot = null);

/// <param name="Reminded">Receivers that owe an answer and got another letter.</param>
public sealed record RemindersAnswer(int Reminded);

/// <summary>How a recall or an exercise went.</summary>
/// <param name="Minutes">From the proposal until the last answer.</param>
/// <param name="SystemMilliseconds">How long the system took to find the scope, stop the lots and write the notices; absent before the approval.</param>
/// <param name="Owing">Receivers that still owe an answer.</param>
/// <param name="HoursLeft">To start it; below zero when it is late.</param>
public sealed record RecallReportAnswer(Guid Id, string Number, RecallState Status, bool Exercise, RecallClass Class, string Reason, bool Refunds, DateTime LearnedAt, DateTime StartBy, int HoursLeft, int Minutes, long? SystemMilliseconds,
    int Told, int Answered, int Owing, Quantity Sent, Quantity Found, Quantity Returned, Quantity Destroyed, IReadOnlyList<string> Lots, IReadOnlyList<RecallMoment> Timeline);

public sealed record RecallMoment(string What, DateTime At);

public sealed record WhatIfQuery(WhatIfKind Kind = WhatIfKind.Lot, [StringLength(120)] string Text = "", DateOnly? From = null, DateOnly? Until = null, [Range(-100.0, 100.0)] decimal Above = 0);

public sealed record BalanceQuery(Guid? Cooperative = null, DateOnly? From = null, DateOnly? Until = null, bool All = false);

public sealed record RecallRefusal([Required, StringLength(500)] string Reason);

/// <param name="Others">Places that are neither orders, stations nor stores of this marketplace.</param>
public sealed record RecallReached(int Orders, Quantity Quantity, int Stations, int Stores, int Others);

/// <param name="Lots">Codes of all lots in scope.</param>
/// <param name="Reached">Absent before the approval.</param>
public sealed record RecallAnswer(Guid Id, string Number, IReadOnlyList<string> Lots, RecallReached? Reached);

/// <summary>A recall as everybody may see it.</summary>
public sealed record PublicRecallAnswer(string Number, DateOnly Date, IReadOnlyList<string> Products, IReadOnlyList<string> Lots, RecallClass Class, string Reason, string Advice, bool Closed);
