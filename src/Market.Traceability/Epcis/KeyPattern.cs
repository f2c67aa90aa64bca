using System.Linq.Expressions;
using Market.Traceability.DigitalLink;

namespace Market.Traceability.Epcis;

/// <summary>The keys that a value of a MATCH parameter stands for: one, or all that begin alike.</summary>
/// <remarks>Source: EPCIS 2.0, section 8.2.7.1.1, and EPC pure identity patterns of the EPC Tag Data Standard, section 8. A star may stand at the end only, for everything that follows.</remarks>
internal static class KeyPattern
{
    private const string Patterns = "urn:epc:idpat:", Lots = "urn:epc:class:lgtin:", Gs1 = "https://id.gs1.org/";

    /// <summary>Beginnings of keys that one question may have.</summary>
    private const int MostBeginnings = 60;

    /// <summary>Greater than every text with the same beginning.</summary>
    private const string End = "\U0010FFFF";

    /// <summary>The condition on keys.</summary>
    /// <returns>null when a value has a star that stands for no beginning.</returns>
    public static Expression<Func<EventKey, bool>>? Condition(KeyRole[] roles, bool isClass, string[] values)
    {
        var (exact, beginnings) = (new List<string>(), new List<string>());
        foreach (var value in values)
            if (!Add(value, isClass, exact, beginnings)) return null;
        if (beginnings.Count > MostBeginnings) return null;
        var key = Expression.Parameter(typeof(EventKey), "x");
        Expression<Func<EventKey, bool>> where = x => x.IsClass == isClass && roles.Contains(x.Role), one = x => exact.Contains(x.Key);
        var any = beginnings.Aggregate(Body(one, key), (all, beginning) => Expression.OrElse(all, Body(Within(beginning), key)));
        return Expression.Lambda<Func<EventKey, bool>>(Expression.AndAlso(Body(where, key), any), key);
    }

    private static Expression<Func<EventKey, bool>> Within(string beginning)
    {
        var end = beginning + End;
        return x => string.Compare(x.Key, beginning) >= 0 && string.Compare(x.Key, end) < 0;
    }

    private static Expression Body(Expression<Func<EventKey, bool>> condition, ParameterExpression key) => new Renamed(condition.Parameters[0], key).Visit(condition.Body);

    private static bool Add(string value, bool isClass, List<string> exact, List<string> beginnings)
    {
        if (!value.Contains('*', StringComparison.Ordinal)) exact.Add(EventFact.Canonical(value));
        else if (value.StartsWith(Patterns, StringComparison.Ordinal)) return AddPattern(value, isClass, exact, beginnings);
        else if (value.StartsWith(Lots, StringComparison.Ordinal)) return value.EndsWith(".*", StringComparison.Ordinal) && AddLots(value[Lots.Length..^2], beginnings);
        else if (value[..^1].Contains('*', StringComparison.Ordinal) || value.Length < 6) return false;
        else beginnings.Add(Link(value[..^1]) ?? value[..^1]);
        return true;
    }

    /// <summary>A serial that is a star is the class of its things; a reference that is a star, everything of a company.</summary>
    private static bool AddPattern(string value, bool isClass, List<string> exact, List<string> beginnings)
    {
        if (CanonicalDigitalLink.TryOf(value) is { } kind)
        {
            if (isClass) exact.Add(kind);
            else beginnings.Add(value.StartsWith(Patterns + "sgtin:", StringComparison.Ordinal) || value.StartsWith(Patterns + "itip:", StringComparison.Ordinal) ? kind + "/21/" : kind);
            return true;
        }
        if (value.Split(':') is not [_, _, _, var scheme, var rest] || rest.Split('.') is not [var company, .. var stars] || stars.Length == 0 || stars.Any(x => x != "*") || !company.All(char.IsAsciiDigit) || company.Length is < EpcScheme.ShortestPrefix or > EpcScheme.LongestPrefix) return false;
        if (EpcScheme.Find(scheme) is not { } known) return false;
        foreach (var first in known.Moves ? "0123456789".Select(x => x.ToString()) : [known.HasZero ? "0" : ""]) beginnings.Add($"{Gs1}{known.Ai}/{first}{company}");
        return true;
    }

    private static bool AddLots(string identity, List<string> beginnings)
    {
        if (CanonicalDigitalLink.TryOf($"{Patterns}sgtin:{identity}.*") is not { } kind) return false;
        beginnings.Add(kind + "/10/");
        return true;
    }

    /// <summary>The beginning of a Digital Link under the address that keys are kept by.</summary>
    private static string? Link(string begun)
    {
        if (!begun.StartsWith("http", StringComparison.Ordinal)) return null;
        if (!begun.EndsWith('/')) return CanonicalDigitalLink.TryOf(begun);
        var before = begun[..^1];
        var slash = before.LastIndexOf('/');
        return CanonicalDigitalLink.TryOf(before[..slash]) is { } kind ? kind + before[slash..] + "/" : null;
    }

    private sealed class Renamed(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : base.VisitParameter(node);
    }
}
