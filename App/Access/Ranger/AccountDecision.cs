namespace GovernanceDashboard.Access.Ranger;

/// <summary>Combines opinions for one account (semantics, section 8).</summary>
internal static class AccountDecision
{
    /// <param name="opinions">By priority, highest first.</param>
    internal static AccessDecision Of(IEnumerable<(int Priority, Opinion Opinion)> opinions)
    {
        var (sure, sureDecided) = (false, false);
        var (possible, possibleDecided) = (false, false);
        foreach (var priority in opinions.GroupBy(opinion => opinion.Priority, opinion => opinion.Opinion))
        {
            var sureAllow = priority.Any(opinion => opinion.SureAllow);
            var possibleAllow = priority.Any(opinion => opinion.PossibleAllow);
            var sureDeny = priority.Any(opinion => opinion.SureDeny);
            var possibleDeny = priority.Any(opinion => opinion.PossibleDeny);
            sure |= !sureDecided && sureAllow && !possibleDeny;
            sureDecided |= sureAllow || possibleDeny;
            possible |= !possibleDecided && possibleAllow && !sureDeny;
            possibleDecided |= possibleAllow || sureDeny;
        }

        return sure ? AccessDecision.Allowed
            : possible ? AccessDecision.Conditional
            : AccessDecision.Denied;
    }
}
