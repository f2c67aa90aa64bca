namespace Market.Kernel.Messages;

/// <summary>A listing was approved or returned by its reviewer.</summary>
public sealed record ListingReviewed(Guid ProductId, Guid CooperativeId, bool Approved, string Reason);

/// <summary>A presale was opened: no more than its forecast can be ordered.</summary>
/// <param name="CapMilli">Forecast in thousandths of the offer's unit, above 0.</param>
public sealed record PresaleOpened(Guid OfferId, Guid CooperativeId, long CapMilli, Guid ActorId);

/// <summary>A mail or text message to hand to the messenger.</summary>
public sealed record LetterQueued(string To, string Subject, string Text);

/// <summary>A charter was filed, or returned with a reason.</summary>
public sealed record CharterReviewed(Guid CooperativeId, bool Filed, string Reason);

/// <summary>An application for the shared logo went on.</summary>
/// <param name="Outcome">support, return, grant or refuse.</param>
public sealed record LicenceApplicationDecided(Guid ApplicationId, Guid CooperativeId, string Outcome, string Reason);

/// <summary>A licence for the shared logo was taken away or given back.</summary>
/// <param name="Change">suspend, restore, reduce, quota, quota_alarm, confirm, withdraw, revoke or reinstate.</param>
public sealed record LicenceChanged(Guid LicenceId, Guid CooperativeId, string Number, string Change, string Reason);

/// <summary>Something was decided about a licence or a certificate that its history has to show for ever.</summary>
/// <param name="Kind">licence, or the certificate's scheme.</param>
/// <param name="Change">grant, a measure of <see cref="LicenceChanged"/>, verify or refuse.</param>
/// <param name="At">UTC.</param>
public sealed record MarkChanged(string Kind, string Number, string Change, DateTime At)
{
    /// <summary>Licences for the shared logo.</summary>
    public const string Licence = "licence";
}

/// <summary>A reward dossier went on.</summary>
/// <param name="Outcome">support, return, approve, refuse or pay.</param>
/// <param name="Note">The reason, or the payment's reference.</param>
public sealed record RewardDecided(Guid RewardId, Guid CooperativeId, string Outcome, long AmountFen, string Note);

/// <summary>Something in the supervision of the shared logo that its holder has to know.</summary>
/// <param name="Step">case.put, case.answer, case.no_misuse, case.put_right, case.confirmed, case.suspended, case.revoked, appeal.made, appeal.upheld, appeal.overturned, check.passed or check.failed.</param>
/// <param name="Number">Of the case or licence; a refused application's sub-brand.</param>
/// <param name="Text">A day as yyyy-MM-dd with steps of a case, else what was said.</param>
public sealed record SupervisionStep(Guid SubjectId, Guid CooperativeId, string Step, string Number, string Text);

/// <summary>Licences or certificates of one holder end on a day, or ended with it.</summary>
/// <param name="Licences">Licences for the shared logo; otherwise certificates.</param>
/// <param name="Numbers">The first of them, at least one.</param>
/// <param name="Count">How many there are.</param>
/// <param name="DaysLeft">Until the last day, which still counts; 0 when it is over.</param>
public sealed record MarksEnding(Guid CooperativeId, bool Licences, string[] Numbers, int Count, DateOnly LastDay, bool Over, int DaysLeft);

/// <summary>An application for a fair was decided, or the fair does not take place; the sellers are told.</summary>
/// <param name="Step">fair.accept, fair.refuse, fair.off.</param>
/// <param name="Reason">Empty when it was accepted.</param>
public sealed record FairStep(Guid FairId, Guid CooperativeId, string Step, string Fair, string Reason);
