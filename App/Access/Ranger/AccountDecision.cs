namespace GovernanceDashboard.Access.Ranger;

/// <summary>
/// Combines opinions for one account, highest priority first (semantics, section 8): the lower bound takes sure allows and possible
/// denies, the upper one the reverse.
/// </summary>
internal struct AccountDecision
{
    private Opinion _heard; // inside the current priority
    private int _priority;
    private bool _isSure;
    private bool _isPossible;
    private bool _isSureDecided;
    private bool _isPossibleDecided;

    internal void Add(int priority, Opinion opinion)
    {
        if (priority != _priority)
        {
            Settle();
            _priority = priority;
        }

        _heard |= opinion;
    }

    internal AccessDecision Result()
    {
        Settle();
        return _isSure ? AccessDecision.Allowed
            : _isPossible ? AccessDecision.Conditional
            : AccessDecision.Denied;
    }

    private void Settle()
    {
        _isSure |= !_isSureDecided && Has(Opinion.SureAllow) && !Has(Opinion.PossibleDeny);
        _isSureDecided |= Has(Opinion.SureAllow | Opinion.PossibleDeny);
        _isPossible |= !_isPossibleDecided && Has(Opinion.PossibleAllow) && !Has(Opinion.SureDeny);
        _isPossibleDecided |= Has(Opinion.PossibleAllow | Opinion.SureDeny);
        _heard = Opinion.Silent;
    }

    private readonly bool Has(Opinion any) => (_heard & any) != 0;
}
