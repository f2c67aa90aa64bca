using Market.Traceability.Epcis;

namespace Market.Traceability.Tracing;

/// <summary>What lay in what, and when: from ADD until DELETE.</summary>
internal static class Memberships
{
    /// <summary>How far apart the clocks of two people in the field may be: a pack shipped a moment before it was filled, by its papers, was full.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(5);

    /// <param name="events">All that is known of the packs or of their contents, in any order, each once.</param>
    public static List<Membership> Of(IEnumerable<TracedEvent> events)
    {
        var (open, closed) = (new Dictionary<(string Parent, string Child), Membership>(), new List<Membership>());
        foreach (var each in events.Where(x => x.Type == "AggregationEvent").OrderBy(x => x.At).ThenBy(x => x.Seq))
        {
            if (each.Of(KeyRole.Parent).FirstOrDefault() is not { } parent) continue;
            var children = each.Of(KeyRole.Child).ToList();
            if (each.Action != "DELETE")
                foreach (var child in children) open.TryAdd((parent.Key, child.Key), new(parent.Key, child, new(Before(each.At), DateTime.MaxValue), each.Seq));
            else
                foreach (var pair in open.Keys.Where(x => x.Parent == parent.Key && (children.Count == 0 || children.Exists(y => y.Key == x.Child))).ToList())
                    if (open.Remove(pair, out var member)) closed.Add(member with { When = member.When with { Until = each.At + Slack } });
        }
        return [.. closed, .. open.Values];
    }

    private static DateTime Before(DateTime at) => at - DateTime.MinValue > Slack ? at - Slack : at;
}
