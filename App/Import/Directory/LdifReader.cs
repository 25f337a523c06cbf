using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Import.Directory;

/// <summary>
/// Gathers accounts and groups from LDIF exports of OpenLDAP and Active Directory (sources 6.1), streamed. An entry told in several parts, as servers
/// do that cut long lists of members, is one.
/// </summary>
internal sealed class LdifReader(ImportLedger ledger)
{
    private readonly Dictionary<string, LdifEntry> _entries = new(StringComparer.Ordinal); // by distinguished name
    private readonly HashSet<string> _others = new(StringComparer.Ordinal); // names of what is neither account nor group
    private long _byUrl;
    private long _membersOfOtherKinds;

    public bool WasRead { get; private set; }

    public void Read(ImportFile file)
    {
        LdifLines? lines = null;
        file.ReadLines((text, number) => Lines().Add(text, number), LdifLines.LongestLine, () => Lines().End());
        _byUrl += lines?.ByUrl ?? 0;

        LdifLines Lines() => lines ??= new(LdifEntry.Wanted, record => Accept(file, record));
    }

    /// <summary>Joins members, groups and managers by their names. Call once, after the last file.</summary>
    public DirectoryFacts Resolve()
    {
        var facts = new DirectoryFacts();
        var byLogin = new Dictionary<string, PrincipalId>(StringComparer.Ordinal);
        foreach (var entry in _entries.Values.Where(entry => entry.Account is not null))
        {
            byLogin.TryAdd(entry.Name, PrincipalId.Login(entry.Name));
        }

        foreach (var entry in _entries.Values)
        {
            if (entry.Account is { } account)
            {
                var manager =
                    account.ManagerId is { } id && _entries.GetValueOrDefault(id) is { Account: not null } found
                        ? found.Name
                        : null;
                facts.Add(account.ToPrincipal(PrincipalId.Login(entry.Name), manager), entry.File);
            }
            else
            {
                facts.Add(new Principal(PrincipalId.Group(entry.Name), PrincipalKind.Group), entry.File);
            }
        }

        foreach (var entry in _entries.Values)
        {
            AddMembers(facts, entry, byLogin);
        }

        AddPrimaryGroups(facts);
        Say(_byUrl, "values of LDIF entries stand elsewhere (by URL) and were not fetched.");
        Say(
            _membersOfOtherKinds,
            "members of groups are machines, contacts or units of the LDIF files, and no accounts: they were left out."
        );
        var cut = _entries.Values.Where(entry => !ValueRange.AreWhole(entry.Parts)).ToArray();
        Say(
            cut.LongLength,
            "groups or accounts of LDIF files have more members or groups than the files hold: the server cut their lists; export them with paged ranges."
        );
        facts.UnresolvedMembers += cut.LongLength; // at least one of each
        return facts;
    }

    private void Accept(ImportFile file, LdifRecord record)
    {
        try
        {
            if (record.Name is null && record.Fault is null)
            {
                throw new InvalidDataException("an entry without 'dn'");
            }

            var entry = LdifEntry.Read(record, file.Name);
            WasRead = true;
            if (entry is not null)
            {
                Add(entry);
            }
            else if (DistinguishedName.Normalize(record.Name!) is { } other)
            {
                _others.Add(other);
            }

            file.Accept();
        }
        catch (InvalidDataException refused)
        {
            file.Refuse(record.Line, refused.Message);
        }
    }

    private void Add(LdifEntry entry)
    {
        if (!_entries.TryGetValue(entry.Key, out var known))
        {
            _entries.Add(entry.Key, entry);
            return;
        }

        if (known.Name != entry.Name || (known.Account is null) != (entry.Account is null))
        {
            throw new InvalidDataException("a second entry of the same 'dn' with another name");
        }

        _entries[entry.Key] = known with
        {
            Members = [.. known.Members, .. entry.Members],
            MemberLogins = [.. known.MemberLogins, .. entry.MemberLogins],
            Containers = [.. known.Containers, .. entry.Containers],
            Parts = [.. known.Parts, .. entry.Parts],
        };
    }

    private void AddMembers(DirectoryFacts facts, LdifEntry entry, Dictionary<string, PrincipalId> byLogin)
    {
        var itself = IdOf(entry);
        foreach (var member in entry.Members.Distinct(StringComparer.Ordinal))
        {
            if (member is not null && _entries.TryGetValue(member, out var found))
            {
                facts.Add(new Membership(IdOf(found), itself), entry.File);
            }
            else if (member is not null && _others.Contains(member))
            {
                _membersOfOtherKinds++;
            }
            else
            {
                Dangling(facts, entry, "a member of a group is no account or group of the directory's files");
            }
        }

        foreach (var login in entry.MemberLogins.Distinct(StringComparer.Ordinal))
        {
            if (byLogin.TryGetValue(login, out var found))
            {
                facts.Add(new Membership(found, itself), entry.File);
            }
            else
            {
                Dangling(facts, entry, "a member of a group is no account of the directory's files");
            }
        }

        foreach (var container in entry.Containers.Distinct(StringComparer.Ordinal))
        {
            if (container is not null && _entries.GetValueOrDefault(container) is { Account: null } found)
            {
                facts.Add(new Membership(itself, IdOf(found)), entry.File);
            }
            else
            {
                Dangling(facts, entry, "is in a group (memberOf) that the directory's files do not hold");
            }
        }
    }

    private void AddPrimaryGroups(DirectoryFacts facts)
    {
        var groups = _entries.Values.Where(entry => entry.Account is null).ToArray();
        var byNumber = groups.Where(group => group.GroupNumber is not null).ToLookup(group => group.GroupNumber!.Value);
        var bySid = groups.Where(group => group.Sid is not null).ToLookup(group => group.Sid!.Value);
        var byRelativeId = groups.Where(group => group.Sid is not null).ToLookup(group => group.Sid!.Value.RelativeId);
        var unknown = 0L;
        foreach (var entry in _entries.Values.Where(entry => entry.Account is not null))
        {
            if (entry.GroupNumber is { } number)
            {
                Join(entry, byNumber[number]);
            }

            if (entry.PrimaryGroup is { } relative)
            {
                // Relative ids repeat between domains: without the account's own identifier only one that does not repeat will do.
                LdifEntry[] found = entry.Sid is { } sid
                    ? [.. bySid[sid with { RelativeId = relative }]]
                    : [.. byRelativeId[relative]];
                Join(entry, found.Length == 1 || entry.Sid is not null ? found : []);
            }
        }

        Say(
            unknown,
            "primary groups of accounts are not in the LDIF files, or cannot be told apart: these memberships are unknown."
        );

        void Join(LdifEntry entry, IEnumerable<LdifEntry> found)
        {
            var any = false;
            foreach (var group in found)
            {
                facts.Add(new Membership(IdOf(entry), IdOf(group)), entry.File);
                any = true;
            }

            unknown += any ? 0 : 1;
        }
    }

    private void Dangling(DirectoryFacts facts, LdifEntry entry, string reason)
    {
        facts.UnresolvedMembers++;
        ledger.Refuse(entry.File, entry.Line, reason);
    }

    private static PrincipalId IdOf(LdifEntry entry) =>
        entry.Account is null ? PrincipalId.Group(entry.Name) : PrincipalId.Login(entry.Name);

    private void Say(long count, string what)
    {
        if (count > 0)
        {
            ledger.Warn($"{count} {what}");
        }
    }
}
