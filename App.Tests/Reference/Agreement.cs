using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Tests.Reference;

/// <summary>
/// Holds every answer of the engine to the slow evaluator's, on one estate: who, what, single checks and explanations. With a source of
/// chance single checks and explanations are sampled, without one all of them are asked.
/// </summary>
internal sealed class Agreement(EstateFacts facts, Random? random)
{
    private static readonly string[] s_privileges = ["select", "update", "ALL", "tempudfadmin", "create", "lock"];

    private readonly AccessIndex _index = AccessIndex.Build(facts, TestContext.Current.CancellationToken);
    private readonly ReferenceEvaluator _reference = new(facts);

    /// <summary>Fails on the first disagreement, and says where.</summary>
    internal void Verify()
    {
        Assert.Equal(
            _reference.Logins().Select(login => login.Id).Order(),
            _index.Accounts.Select(account => account.Id).Order()
        );
        VerifyReaders();
        VerifyChecks();
        VerifyExplanations();
        if (ReferenceUrls.HasPolicies(facts))
        {
            VerifyUrls();
        }

        if (facts.Policies.Any(policy => policy.Type is PolicyType.DataMask or PolicyType.RowFilter))
        {
            RestrictionsAgreeTests.Compare(facts, _index, "restrictions");
        }
    }

    // All addresses, or two of them; what somebody reads among those that policies name is who, transposed.
    private void VerifyUrls()
    {
        var some = random?.Next(RandomUrls.Asked.Length);
        foreach (var (url, place) in RandomUrls.Asked.Select((url, place) => (url, place)))
        {
            if (some is { } picked && (place - picked) % 4 != 0)
            {
                continue;
            }

            var readers = _index.UrlReaders(url);
            for (var account = 0; account < _index.Accounts.Length; account++)
            {
                var login = _index.Accounts[account].Id.Name;
                var found = readers.Classes.SingleOrDefault(one =>
                    one.Accounts.Contains(new PrincipalOrdinal(account))
                );
                var decision =
                    found is null ? AccessDecision.Denied
                    : found.IsConditional ? AccessDecision.Conditional
                    : AccessDecision.Allowed;
                Same(ReferenceUrls.Decide(facts, login, url), decision, $"{login} on {url}");
                if (_index.AddressesOf(new(account)).FirstOrDefault(one => one.Address == url) is { } named)
                {
                    Same(decision == AccessDecision.Conditional, named.Reader.IsConditional, $"{login} lists {url}");
                    Same(true, found is not null, $"{login} lists {url}, and reads it");
                }
            }
        }
    }

    private void VerifyReaders()
    {
        var expectedByAccount = _index.Accounts.ToDictionary(account => account.Id.Name, _ => new List<TableAccess>());
        for (var table = 0; table < facts.Tables.Length; table++)
        {
            var resource = facts.Tables[table];
            var who = _index.WhoCanAccess(new(table));
            for (var account = 0; account < _index.Accounts.Length; account++)
            {
                var login = _index.Accounts[account].Id.Name;
                var (lower, upper) = _reference.LevelOn(login, resource);
                var place = $"{login} on {resource.Name}";
                Same(lower, who.LevelOf(new(account)), place);
                Same(upper > lower, who.Conditional.Contains(new PrincipalOrdinal(account)), place + ", conditional");
                Same(
                    string.Join(',', _reference.ReadableColumns(login, resource)),
                    string.Join(',', who.ColumnsOf(new(account))),
                    place
                );
                Same(
                    lower >= AccessLevel.Partial,
                    _index.Readers(new(table)).Contains(new PrincipalOrdinal(account)),
                    place + ", readers"
                );
                expectedByAccount[login].Add(new(new(table), lower, upper > lower));
            }

            VerifyPeople(new(table), resource);
        }

        // What is who, transposed; at every threshold, or at one of them.
        var levels = Enum.GetValues<AccessLevel>();
        foreach (var atLeast in random is null ? levels : [levels[random.Next(levels.Length)]])
        {
            foreach (var (login, expected) in expectedByAccount)
            {
                var what = _index.WhatCanAccess(_index.FindAccount(login)!.Value, atLeast);
                Same(
                    string.Join(',', expected.Where(access => access.Level >= atLeast)),
                    string.Join(',', what),
                    $"what {login} at least {atLeast}"
                );
            }
        }
    }

    private void VerifyPeople(TableOrdinal table, TableResource resource)
    {
        var masks = new ReferenceMasks(facts, _reference);
        Same(
            string.Join(',', masks.Eff(resource, possibly: false)),
            People(_index.ReadingPeople(table)),
            $"people of {resource.Name}"
        );
        Same(
            string.Join(',', masks.Eff(resource, possibly: true)),
            People(_index.PossiblyReadingPeople(table)),
            $"possible people of {resource.Name}"
        );
        Same(
            _reference.Logins().Any(login => Hangs(login.Id.Name)),
            _index.IsConditional(table),
            $"{resource.Name} conditional"
        );
        foreach (var columns in _index.WhoCanAccess(table).ColumnClasses)
        {
            foreach (var column in columns.Columns)
            {
                var possible = _reference
                    .Logins()
                    .Select(login => login.Id.Name)
                    .Where(login => _reference.MayRead(login, resource, column));
                Same(
                    string.Join(',', possible.Order(StringComparer.Ordinal)),
                    string.Join(
                        ',',
                        columns
                            .PossibleReaders.Members()
                            .Select(account => _index.Accounts[account.Value].Id.Name)
                            .Order(StringComparer.Ordinal)
                    ),
                    $"possible readers of {resource.Name} column {column}"
                );
            }
        }

        // On the level, or on whether a mask leaves anything clear to a reader.
        bool Hangs(string login) =>
            _reference.LevelOn(login, resource) is var (lower, upper)
            && (
                lower < upper
                || (
                    masks.ReadsClear(login, resource, possibly: true)
                    && !masks.ReadsClear(login, resource, possibly: false)
                    && _reference.ReadableColumns(login, resource).Length > 0
                )
            );

        string People(PrincipalSet people) =>
            string.Join(
                ',',
                people
                    .Members()
                    .Select(person => ReferenceEvaluator.IdentityOf(_index.Accounts[person.Value]))
                    .Order(StringComparer.Ordinal)
            );
    }

    private void VerifyChecks()
    {
        foreach (var resource in Some(Resources(), 30))
        {
            foreach (var account in Some(_index.Accounts, 2))
            {
                foreach (var privilege in Some(s_privileges, 1))
                {
                    Same(
                        _reference.Decide(
                            account.Id.Name,
                            resource.Database,
                            resource.Table,
                            resource.Column,
                            privilege
                        ),
                        _index.Allows(_index.FindAccount(account.Id.Name)!.Value, resource, privilege),
                        $"{account.Id.Name} {privilege} {resource}"
                    );
                }
            }
        }
    }

    private void VerifyExplanations()
    {
        var check = new ExplanationCheck(facts, _reference, _index);
        foreach (var table in Some(facts.Tables, 6))
        {
            foreach (var account in Some(_index.Accounts, 2))
            {
                var ordinal = _index.FindAccount(account.Id.Name)!.Value;
                var tableOrdinal = _index.FindTable(table.Name)!.Value;
                foreach (var column in Some<string?>([null, null, .. table.Columns.Select(column => column.Name)], 1))
                {
                    check.Verify(ordinal, tableOrdinal, column);
                }
            }
        }
    }

    // What the catalogue holds, and beside each something that it does not.
    private List<ResourceName> Resources()
    {
        List<ResourceName> resources = [new("nowhere"), new("nowhere", "gone"), new("nowhere", "gone", "gone")];
        foreach (var database in facts.Databases)
        {
            resources.AddRange([new(database.Name), new(database.Name, "gone"), new(database.Name, "gone", "id")]);
        }

        foreach (var table in facts.Tables)
        {
            resources.AddRange([ResourceName.Of(table.Name), ResourceName.Of(table.Name, "gone")]);
            resources.AddRange(table.Columns.Select(column => ResourceName.Of(table.Name, column.Name)));
        }

        return resources;
    }

    private IEnumerable<T> Some<T>(IReadOnlyList<T> all, int count) =>
        random is null ? all
        : all.Count == 0 ? []
        : Enumerable.Range(0, count).Select(_ => all[random.Next(all.Count)]);

    private static void Same<T>(T expected, T actual, string place) =>
        Assert.True(
            EqualityComparer<T>.Default.Equals(expected, actual),
            $"{place}: expected {expected}, got {actual}"
        );
}
