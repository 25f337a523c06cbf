namespace GovernanceDashboard.Generation.Audit;

/// <summary>How a person works: at which hours, and how much of the data. Most are alike; a few are different all the time, which is nothing abnormal for them.</summary>
/// <param name="Offset">Hours of the person's own clock ahead of UTC.</param>
/// <param name="IsAtNight">Works from ten in the evening.</param>
/// <param name="IsOnCall">Is called at night on one day in ten.</param>
/// <param name="IsBroad">Reads many tables on every day.</param>
internal sealed record ReadingHabit(double Offset, bool IsAtNight, bool IsOnCall, bool IsBroad)
{
    public bool IsUsual => this is { IsAtNight: false, IsOnCall: false, IsBroad: false };

    /// <summary>What the person's clock shows, as a time without a zone.</summary>
    public DateTimeOffset Local(DateTimeOffset at) => at.AddHours(Offset);

    /// <summary>The instant at which the person's clock shows a time.</summary>
    public DateTimeOffset Instant(DateTimeOffset local) => local.AddHours(-Offset);

    public static ReadingHabit Of(Person? person, Dice dice)
    {
        var kind = dice.Below(1_000);
        return new(
            Organisation.Offset(person?.Region),
            IsAtNight: kind < 8,
            IsOnCall: kind is >= 8 and < 16,
            IsBroad: kind is >= 16 and < 46
        );
    }
}
