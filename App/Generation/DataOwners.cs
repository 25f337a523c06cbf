namespace GovernanceDashboard.Generation;

/// <summary>Who answers for each database. In a clean estate everyone's owner is there and active.</summary>
internal sealed class DataOwners
{
    public DataOwners(EstateSize size, Catalogue catalogue, Workforce workforce)
    {
        var dice = new Dice(size.Seed, "owners");
        var departed = workforce.People.FindAll(person => person.Status == "Departed");
        foreach (var database in catalogue.Databases)
        {
            if (dice.Chance(0.18) && !size.IsClean)
            {
                Unowned.Add(database);
                continue; // nobody answers for it
            }

            var hasLeft = dice.Chance(0.06) && !size.IsClean;
            var candidates = hasLeft
                ? departed
                : workforce.People.FindAll(person =>
                    person.Status == "Active"
                    && person.Department?.Name == database.Family.Owner
                    && (!size.IsClean || workforce.Accounts[person.Number].IsEnabled)
                );
            var owner = candidates.Count > 0 ? dice.Pick(candidates) : workforce.People[0];
            Owners.Add((database, owner));
        }
    }

    public List<(DatabaseSpec Database, Person Owner)> Owners { get; } = [];

    /// <summary>Databases that nobody answers for.</summary>
    public List<DatabaseSpec> Unowned { get; } = [];

    /// <summary>Databases whose owner left the company.</summary>
    public IEnumerable<(DatabaseSpec Database, Person Owner)> Left =>
        Owners.Where(one => one.Owner.Status == "Departed");

    public void Write(string path, Workforce workforce)
    {
        using var file = new CsvFile(path, "scope,identity,team");
        foreach (var (database, owner) in Owners)
        {
            file.Field($"db:{database.Name}").Field(workforce.Accounts[owner.Number].Login).Field(owner.Team).EndRow();
        }
    }
}
