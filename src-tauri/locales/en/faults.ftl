# What did not work: what happened in one line, what it means for the files, and one thing to do.

## backup.rs: backups, their copies and their schedules

faults-backup-unknown =
    .title = Backup not found
    .what = No backup is named “{ $name }”. Nothing was copied.
    .next = Run “bucketwise backup list” to see all backups, or create one in the window.
faults-backup-running =
    .title = This backup is already running
    .what = A backup runs only once at a time, whether you or the schedule started it.
    .next = Wait until the run has ended, then retry.
faults-backup-place =
    .title = A backup needs two buckets
    .what = A backup copies from one bucket to another, and one of them is not chosen yet.
    .next = Choose a source bucket and a destination bucket.
faults-backup-same-bucket =
    .title = The source and the destination are in the same bucket
    .what = What happens to this bucket would also happen to the copies. Each copy would include the earlier ones.
    .next = Choose another destination bucket, ideally in another account.
faults-backup-name =
    .title = A backup with this name already exists
    .what = “{ $name }” is the name of another backup.
    .next = Enter another name.
faults-backup-folder =
    .title = Another backup already uses this destination
    .what = If two backups saved their copies to { $place }, the copies could not be told apart.
    .next = Choose a separate folder for each backup.
faults-backup-login =
    .title = This sign-in works only while Bucketwise is open
    .what = A scheduled backup needs two connections with keys saved in the keychain, so that it never asks you. The practice bucket is not available either while Bucketwise is closed.
    .next = Save the connection with an access key, or run this backup yourself.
faults-backup-signed-out =
    .title = The sign-in expired during the backup
    .what = The server no longer accepts it, and a backup cannot ask you to sign in. What was copied so far is kept but does not count as a copy. Earlier copies are not affected.
    .next = Sign in again in the window, then run the backup.
faults-backup-stood-still =
    .title = No progress for 15 minutes
    .what = The network or the server did not respond. What was copied so far is kept but does not count as a copy. Earlier copies are not affected.
    .next = Run the backup again when the server responds. It continues where it stopped.
faults-backup-nothing =
    .title = There are no files to back up
    .what = The source of this backup in “{ $bucket }” contains no files. No copy was made, and no earlier copy was deleted.
    .next = Check that the files are where they should be. You can restore them from an earlier copy.
faults-backup-never-still =
    .title = A file changes faster than it can be copied
    .what = “{ $name }” was copied three times and had changed each time. What was copied so far is kept but does not count as a copy. Earlier copies are not affected.
    .next = Run the backup again when the file is not being changed.
faults-backup-not-kept =
    .title = The destination did not keep a file
    .what = “{ $name }” was copied three times. Each time, the destination had no file with this name, or one with different contents. Some servers cannot keep files whose names end in “/”. What was copied so far is kept but does not count as a copy. Earlier copies are not affected.
    .next = Rename the file, move it out of the source, or choose another destination.
faults-backup-taken-over =
    .title = Another run is working on this copy
    .what = Something else, such as a run on another computer, replaced the copy’s record. This run therefore does not count the copy as complete. Earlier copies are not affected.
    .next = Retry when the other run has ended. If two computers share the settings of this backup, keep it on only one of them.
faults-backup-newer-copy =
    .title = A newer copy exists
    .what = You confirmed copy { $asked }, but the newest copy is { $newest }. Nothing was changed.
    .next = Check the newest copy, then confirm again.
faults-backup-other-source =
    .title = This is a copy of another source
    .what = It is a copy of { $from }, which this backup no longer copies. Nothing was restored.
    .next = Restore it to a separate folder.
faults-backup-disturbed =
    .title = Someone else is writing to this copy
    .what = “{ $name }” is in the copy’s folder but was never in the source. What was copied so far is kept but does not count as a copy. Earlier copies are not affected.
    .next = Find out who writes to this folder, then run the backup again.
faults-backup-disturbed-name =
    .title = Someone else is writing to this copy
    .what = “{ $name }” was added to the copy’s folder before that file was copied. It was left unchanged, and this run did not complete.
    .next = Find out who writes to this folder, then run the backup again.
faults-backup-disturbed-before =
    .title = Someone else is writing to this copy
    .what = “{ $name }” appeared in the folder of the new copy before anything was copied there. Nothing in the folder was changed, and this copy does not count. Earlier copies are not affected.
    .next = Find out who writes to this folder, then run the backup again. It will use another folder.
faults-backup-half-left =
    .title = An incomplete copy contains a file from someone else
    .what = “{ $name }” is in the folder of the incomplete copy { $copy }. No run of this backup is known to have put it there. The incomplete copy was not changed and does not count. Earlier copies are not affected.
    .next = Check the files in that folder, then delete the copy when you need none of them.
faults-backup-record =
    .title = The copy’s record was not kept
    .what = The record was saved, but the server did not return it unchanged. This copy therefore does not count. Earlier copies are not affected.
    .next = Run the backup again. If it fails again, choose another destination.
faults-backup-half =
    .title = This copy is incomplete
    .what = It does not contain all files, so it cannot be restored. Nothing was changed.
    .next = Choose a verified copy, or run the backup again.
faults-backup-changed =
    .title = This copy was changed after it was verified
    .what = It had { $then ->
            [one] { $then } file
           *[other] { $then } files
        } when it was verified and now has { $now ->
            [one] { $now } file
           *[other] { $now } files
        }. Files were added, removed or replaced. Nothing was restored.
    .next = Choose another copy, or open this copy’s folder and copy the files you need.
faults-backup-last-copy =
    .title = This is the last verified copy
    .what = Once it is deleted, these files cannot be restored from a backup. The copy was not deleted.
    .next = Run the backup first, or confirm that you want to delete the last copy.
faults-backup-last-full-copy =
    .title = This is the last full copy
    .what = The copies after it are much smaller, and nobody has confirmed that the files were removed on purpose. The copy was not deleted.
    .next = Restore the missing files first, or confirm that you want to delete this copy.
faults-backups-unreadable =
    .title = The list of backups cannot be read
    .what = The file is damaged or was saved by a newer version of Bucketwise. The file was not changed. Copies and schedules are not affected.
    .next = Repair or move the file backups.json in the configuration folder.
faults-backups-unwritable =
    .title = The list of backups could not be saved
    .what = The settings of the backup were not changed.
    .next = Free some disk space on this computer, then retry.
faults-timer-unwritten =
    .title = The schedule could not be saved
    .what = You can run the backup yourself. The files that this computer’s scheduler reads could not be changed.
    .next = Check that you have permission to write to your settings folder, then save the schedule again.
faults-timer-refused =
    .title = The system’s scheduler refused the schedule
    .what = You can run the backup yourself, but it does not run on its own.
    .next = Ask the administrator of this computer whether you may schedule tasks, then save the backup again.
# How the last run of a backup ended.
faults-backup-stopped =
    .title = Backup stopped
    .what = What was copied so far is kept but does not count as a copy.
    .next = Run the backup again to continue.
faults-backup-older-kept = Older copies could not be deleted. { $why }

## copying.rs: copying and moving

faults-name-unseen =
    .title = Could not check whether the name is taken
    .what = This connection can add files but not see which exist, and this server may not protect existing files. “{ $key }” was not written, because it could have replaced another file.
    .next = Use a connection that can read or list this folder, or choose “Replace existing files” in the transfers panel.
faults-not-compared =
    .title = The existing file could not be compared
    .what = A file named “{ $key }” already exists on the server, and this connection has no permission to read it. The existing file was not changed, and yours was not written.
    .next = Use a connection that can read or list this folder, or choose “Replace existing files” in the transfers panel.
faults-folder-unseen =
    .title = Could not check whether the name is taken
    .what = This connection can add files but not see which exist, and this server may not protect existing files. “{ $name }” was not created, because it could have replaced another file.
    .next = Use a connection that can read or list this folder.
faults-taken-again =
    .title = The server refused to write the file
    .what = The server says each time that someone else has just written “{ $key }”. The existing file was not changed.
    .next = Retry when nobody else is writing to this folder.
faults-changed-while-copied =
    .title = The file changed while it was being copied
    .what = Someone has replaced “{ $key }” since. A copy never mixes two versions, so none was kept.
    .next = Retry when nobody is changing the file.
faults-original-changed =
    .title = The original changed after it was copied
    .what = “{ $key }” was copied, and then someone replaced or deleted the original. This move did not delete anything, and the copy is kept.
    .next = Compare both files, then move the original again or delete the file you do not need.
faults-original-gone =
    .title = The file is no longer where it was
    .what = “{ $key }” was deleted or moved by someone else before it could be moved. This move did not delete anything.
    .next = Check whether the file was moved to another folder.
faults-copy-unseen =
    .title = The copy could not be verified
    .what = “{ $key }” was copied, but this connection has no permission to read the copy. The original was kept, so both files exist.
    .next = Have someone check the copy, then delete the original. Or use a connection that can read the destination.
faults-original-kept =
    .title = The file was copied, and the original was kept
    .what = “{ $key }” may be the same file in both places, seen through two addresses. This connection has no permission to find out, so the original was not deleted.
    .next = Check that both files exist, then delete the original yourself.
faults-same-object =
    .title = The source and the destination are the same file
    .what = On the server, both places are the same file “{ $key }”. Nothing was moved or deleted.
    .next = Choose another folder or another name.
faults-tags-unread =
    .title = The file was not moved because its tags cannot be read
    .what = This connection has no permission to read the tags of “{ $key }”. Moving the file would lose them. The file is still in its folder.
    .next = Ask for the permission s3:GetObjectTagging and move the file again, or copy it without its tags.
faults-annotated =
    .title = The file has annotations that would be lost
    .what = “{ $key }” has annotations, and the copy that is needed here leaves them out. The file was left as it is.
    .next = Use a program that copies annotations, or remove them first.
faults-into-itself =
    .title = A folder cannot be moved or copied into itself
    .what = The destination is inside one of the folders that you selected. Nothing was changed.
    .next = Choose another folder.
faults-already-here =
    .title = The items are already in this folder
    .what = Moving items to the folder they are in changes nothing.
    .next = Choose another folder.

## import.rs: connection details from a text or a file, and exports

faults-import-too-big =
    .title = The text is too long for connection details
    .what = It is larger than 10 MB. It was not read, and nothing from it was kept.
    .next = Copy only the lines with the access key, the secret or the bucket.
faults-no-certificate =
    .title = The file contains no certificate
    .what = “{ $name }” contains no certificate that can be used. Nothing was changed.
    .next = Choose your organisation’s root certificate as a text file: its name ends in .pem or .crt, and it begins with “-----BEGIN CERTIFICATE-----”.
faults-import-unreadable =
    .title = The file could not be read
    .what = “{ $name }” could not be opened. Nothing was changed.
    .next = Check that you have permission to open the file. Or open it in another program and paste its text.
faults-export-unwritable =
    .title = The file could not be saved
    .what = “{ $name }” was not saved, and no part of it is on the disk.
    .next = Choose another folder, or check that the disk has free space.
faults-clipboard-missing =
    .title = Nothing was copied
    .what = This computer’s clipboard did not accept the text.
    .next = Save the text as a file instead.
faults-export-session =
    .title = The secret of this connection is not stored
    .what = “{ $name }” is for this session only. Its secret is in use, but is not stored anywhere it could be exported from.
    .next = Connect again and store the secret in this computer’s keychain. Or export the connection file, which contains no secret.

## integrate.rs: integrations

faults-iam-refused =
    .title = This connection has no permission to manage access
    .what = The server refused { $operation }. Everything created so far is recorded: continue setup, or remove the access.
    .next = Send the prepared folder to an administrator, or use a connection with this permission.
faults-iam-limit =
    .title = The account has reached a limit
    .what = { $limit } Everything created so far is recorded: continue setup, or remove the access.
    .next = Delete what is no longer used and continue setup, or send the message to an administrator.
faults-letter-limit = The account has reached a limit. Can you delete what is no longer used, or have the limit raised?
faults-limit-policy-size = The policies of a user, role or group can have { $most ->
    [one] at most { $most } character.
   *[other] at most { $most } characters.
}
faults-limit-user-keys = A user can have { $most ->
    [one] only { $most } access key.
   *[other] at most { $most } access keys.
}
faults-limit-policy-versions = A policy can have { $most ->
    [one] only { $most } version.
   *[other] at most { $most } versions.
}
faults-limit-user-policies = A user can have { $most ->
    [one] only { $most } attached policy.
   *[other] at most { $most } attached policies.
}
faults-limit-role-policies = A role can have { $most ->
    [one] only { $most } attached policy.
   *[other] at most { $most } attached policies.
}
faults-limit-users = An account can have { $most ->
    [one] only { $most } user.
   *[other] at most { $most } users.
}
faults-limit-roles = An account can have { $most ->
    [one] only { $most } role.
   *[other] at most { $most } roles.
}
faults-limit-policies = An account can have { $most ->
    [one] only { $most } policy.
   *[other] at most { $most } policies.
}
faults-limit-unknown = AWS accepts no more of this kind.
faults-iam-policy =
    .title = The server did not accept the policy
    .what = The policy names a user, role or account that does not exist yet, or contains something that this server does not support. Everything created so far is recorded: continue setup, or remove the access.
    .next = Compare the partner’s values in the answers with those the product shows, then continue setup.
faults-iam-key-unusable =
    .title = The encryption key cannot be used
    .what = The key does not exist, is disabled, or is scheduled for deletion. Everything created so far is recorded: continue setup, or remove the access.
    .next = Ask the administrator of the account’s KMS keys, then continue setup.
faults-letter-key = The encryption key of this bucket does not exist, is disabled, or is scheduled for deletion. Can you restore it, or have the bucket use another key?
faults-iam-in-use =
    .title = Something else is attached
    .what = A policy or key that Bucketwise did not create is attached. Bucketwise left it unchanged.
    .next = Detach it in the AWS console, or send the message to an administrator. Then remove the access again.
faults-letter-attached = Policies, keys or groups that I did not create are attached. Can you detach them if nothing needs them?
faults-iam-missing =
    .title = This server has no users and roles to manage
    .what = The server’s administrator creates access keys elsewhere. This step changed nothing.
    .next = Send the prepared folder to the administrator of the server.
faults-iam-taken =
    .title = { $what ->
            [user] A user with this name already exists
            [role] A role with this name already exists
           *[policy] A policy with this name already exists
        }
    .what = “{ $name }” was created for something else, so it was not changed.
    .next = Choose another name in the answers.
faults-key-secret-shown =
    .title = The secret was already shown
    .what = A secret access key is shown only once after it is created. You can still copy it.
    .next = Copy the secret, or create a second key.
faults-iam-elsewhere =
    .title = { $what ->
            [user] A user with this name already exists
            [role] A role with this name already exists
            [policy] A policy with this name already exists
            [grant] A grant with this name already exists
            [cors-rule] A CORS rule with this name already exists
           *[statement] A bucket policy statement with this name already exists
        }
    .what = “{ $name }” was set up by another integration, on another computer or by a script. Nothing was changed.
    .next = Choose another name in the answers, or use the existing one. It then stays when this integration is removed.
faults-integration-changed =
    .title = Something has changed since
    .what = { $what } Nothing more was done.
    .next = Check the current state, then decide again.
faults-changed-preview = The current state is not the one that was shown.
faults-changed-policy = The policy { $policy } of { $holder } contains parts that cannot be read.
faults-changed-remains = Resources of this integration still exist. Remove the access first.
faults-bucket-policy-unread =
    .title = The bucket policy cannot be read
    .what = The policy of “{ $bucket }” is not a valid bucket policy. It was not changed.
    .next = Open the bucket policy in the bucket settings and correct it first.
faults-integration-unfit =
    .title = An answer must be corrected first
    .what = { $why }
    .next = Correct the answer, then continue setup.
faults-unfit-bucket = This server has no bucket named “{ $bucket }”.
faults-integration-busy =
    .title = This integration is already being changed
    .what = Only one action at a time can work on it.
    .next = Wait until the current action has finished.
faults-integration-unseen =
    .title = The change is not visible yet
    .what = { $what ->
            [user] The server accepted the user but does not show it after a minute.
            [role] The server accepted the role but does not show it after a minute.
            [grantee] The user or role was created, but is not known everywhere after a minute.
            [permissions] The server accepted the permissions but does not show them after a minute.
            [bucket-policy] The server accepted the bucket policy but does not show it after a minute.
            [cors-rules] The server accepted the CORS rules but does not show them after a minute.
            [grant] The server accepted the grant but does not show it after a minute.
            [second-key] The second key was created, but does not work after a minute.
           *[key] The key was created, but does not work after a minute.
        }
    .next = Continue setup in a few minutes. What already exists is not created twice.
faults-key-secret-gone =
    .title = The secret of this key is no longer available
    .what = It was kept only for the session in which the key was created, because no keychain responded.
    .next = Create a second key, which then replaces this key.
faults-second-key-fails =
    .title = The second key does not work yet
    .what = The server does not accept it. The first key is still active, so the product keeps working.
    .next = Wait a minute and retry, or stop and delete the second key.
faults-first-key-on =
    .title = The first key is still active
    .what = A key is deactivated before it is deleted. If something still needs the key, it can be activated again at once.
    .next = Deactivate the first key, then check that the product still works.
faults-handover-unwritten =
    .title = The folder could not be saved
    .what = The disk may be full, or you may have no permission to write there.
    .next = Choose another location.
faults-reply-unread =
    .title = The reply does not say what was created
    .what = { $why } Nothing from the reply was used.
    .next = Paste the completed reply.txt, or the ARN that the administrator sees.
faults-report-unwritten =
    .title = The report could not be saved
    .what = The disk may be full, or you may have no permission to write there.
    .next = Choose another location.
faults-no-report =
    .title = There is no report yet
    .what = No checks were run since the integration was set up.
    .next = Run checks first.
faults-integrations-unreadable =
    .title = The list of integrations cannot be read
    .what = The file is damaged or was saved by a newer version of Bucketwise. The file was not changed, and everything that was set up keeps working.
    .next = Repair or move the file integrations.json in the configuration folder.
faults-integrations-unwritable =
    .title = The list of integrations could not be saved
    .what = Bucketwise does not set up anything that it cannot record first.
    .next = Free some disk space on this computer, then retry.

## local.rs: this computer

faults-keychain-missing =
    .title = This computer has no keychain to store the secret in
    .what = Bucketwise stores secrets only in the system’s keychain, never in a file. No keychain responded.
    .next = Use the connection for this session only, or set up a keychain such as GNOME Keyring.
faults-keychain-too-small =
    .title = The secret is too long for this keychain
    .what = This computer’s keychain does not accept an entry of this length, which some session tokens have. Nothing was saved.
    .next = Use the connection for this session only.
faults-keychain-locked =
    .title = The keychain is locked
    .what = The secret of this connection is in the system’s keychain, which did not open.
    .next = Unlock the keychain with your computer password, then retry.
faults-secret-gone =
    .title = The secret is no longer in the keychain
    .what = The keychain has no entry for “{ $name }”. Someone may have deleted it there.
    .next = Edit the connection and enter its secret again.
faults-book-unreadable =
    .title = Your saved connections could not be read
    .what = The file { $file } is damaged or cannot be opened. It was not changed, and nothing is saved to it.
    .next = Repair or move the file, then start Bucketwise again.
faults-book-unwritable =
    .title = The connection could not be saved
    .what = The file { $file } could not be written. Connections that were saved before are unchanged.
    .next = Check that the disk has free space and that you have permission to write there.
faults-practice-in-use =
    .title = The practice bucket is already open in another Bucketwise
    .what = Only one program at a time can write to the practice files. Nothing was changed.
    .next = Continue in the other window, or close it and retry.
faults-practice-damaged =
    .title = The practice files were changed by another program
    .what = The practice folder is not as Bucketwise left it. Nothing in it was changed.
    .next = Move the folder named in the details to another place. Practice then starts with new sample files.
faults-practice-failed =
    .title = The practice bucket could not be opened
    .what = The small server on this computer could not start. Nothing left this computer.
    .next = Check that the disk has free space, then retry.
faults-no-folder-named =
    .title = Nothing was downloaded
    .what = The window you dropped the files on did not say which folder it shows. Some file managers cannot do this.
    .next = Choose Download, then the folder.
faults-opened-elsewhere =
    .title = The connection now uses another server
    .what = This file was opened from another server than the connection uses now. Nothing was uploaded. Your changes are saved on this computer.
    .next = To upload them, change the connection back to the server it was opened from.
faults-opened-beside =
    .title = “{ $name }” was not discarded
    .what = A program keeps other files beside it, so it may still have it open. Nothing was deleted.
    .next = Close that program, then discard the file again.
faults-no-window =
    .title = The window could not be opened
    .what = This computer would not open another window. Nothing that is open was changed.
    .next = Close another window first.
faults-no-file-manager =
    .title = The folder could not be opened
    .what = No program on this computer could open { $folder }. The files are there.
    .next = Open the folder in your file manager.

## look.rs: looking at a file

faults-replaced =
    .title = This file has changed
    .what = “{ $key }” was replaced or deleted while you were viewing it. You may still see the earlier version.
    .next = Retry to see the current file.
faults-signed-out =
    .title = The sign-in expired
    .what = The server no longer accepts it. Nothing was uploaded, and the file on this computer is unchanged.
    .next = Sign in again, then retry.
faults-no-room-to-open =
    .title = The file could not be opened
    .what = Bucketwise keeps opened files in { $folder } and could not write there. Nothing was changed.
    .next = Check the free disk space and the permissions of this folder, then retry.
faults-no-program =
    .title = No program opened “{ $name }”
    .what = This computer has no program for this kind of file, or the program did not start. Nothing was changed.
    .next = Choose a program with “Open with”, or download the file.
faults-too-large-to-look =
    .title = This file is too large to preview
    .what = It is { SIZE($size) }, and a preview would need all of it in memory.
    .next = Download the file, or open it in another program.
faults-sent-only-whole =
    .title = This server cannot send part of a file
    .what = This server sends files only from beginning to end. This file is too large to read whole for a preview.
    .next = Download the file.
faults-no-player =
    .title = The file cannot be played here
    .what = Bucketwise could not start the local address that plays audio and video in this window.
    .next = Retry, or download the file.

## mount.rs: buckets mounted as drives

faults-mount-not-ready =
    .title = Required software is missing
    .what = Mounting a bucket as a drive needs rclone and software that lets this computer show such drives. At least one of them is not installed here.
    .next = { $how }
faults-mount-install = { $missing ->
        [linux-rclone] Install rclone, a free program: “sudo apt install rclone” on Debian and Ubuntu, or from rclone.org/downloads.
        [linux-fuse] Install fuse3, which lets Linux show such drives: “sudo apt install fuse3” on Debian and Ubuntu.
        [linux-both] Install rclone and fuse3, two free programs: “sudo apt install rclone fuse3” on Debian and Ubuntu.
        [mac-rclone] Install rclone, a free program, from rclone.org/downloads. The Homebrew version cannot mount drives.
        [mac-fuse] Install macFUSE, which lets a Mac show such drives, from macfuse.github.io.
        [mac-both] Install macFUSE from macfuse.github.io and rclone from rclone.org/downloads, two free programs.
        [windows-rclone] Install rclone, a free program: “winget install Rclone.Rclone”, or from rclone.org/downloads.
        [windows-fuse] Install WinFsp, which lets Windows show such drives: “winget install WinFsp.WinFsp”, or from winfsp.dev.
       *[windows-both] Install WinFsp and rclone, two free programs: “winget install WinFsp.WinFsp Rclone.Rclone”.
    }
faults-mount-login =
    .title = This connection does not stay signed in long enough
    .what = “{ $name }” signs in with keys that expire after some hours, or is kept for this session only. The drive would stop working while you use it.
    .next = Mount a saved connection that has a permanent access key. To create such a key for this bucket, choose “Another program” under “Integrations”.
faults-mount-sign-in =
    .title = This connection cannot be mounted safely
    .what = “{ $name }” has a proxy or certificate that is only for its storage server. rclone would also use them to sign in to AWS. The server behind them could read the sign-in. Nothing was mounted.
    .next = Save a connection with its own access key, then mount that one.
faults-mount-folder =
    .title = The folder is not empty
    .what = The contents of “{ $name }” would be hidden while the drive is mounted. Nothing was changed.
    .next = Choose an empty folder, or let Bucketwise create one.
faults-mount-folder-unusable =
    .title = The folder cannot be used
    .what = The disk may be full, or you may have no permission to write there. Nothing was changed.
    .next = Choose another folder.
faults-mount-there =
    .title = This drive is already mounted
    .what = It is mounted as the folder “{ $name }”. If it were mounted twice, two programs could overwrite each other’s files.
    .next = Open the drive in the sidebar, or unmount it first.
faults-mount-failed =
    .title = The drive could not be mounted
    .what = rclone did not start, or stopped too early. Nothing in the bucket was changed.
    .next = Open the details to read the last messages from rclone.
faults-mount-busy =
    .title = A program is still using the drive
    .what = A file in “{ $name }” is open, or the folder is open in a terminal or file manager. The drive was not unmounted.
    .next = Close the program that uses it, then retry.
faults-mount-unsent =
    .title = Some files are not in the bucket yet
    .what = { $count ->
            [one] { $count } file saved to the drive was not uploaded yet.
           *[other] { $count } files saved to the drive were not uploaded yet.
        } The network may be slow or disconnected. The drive was not unmounted.
    .next = Wait a moment, then retry. If you unmount the drive anyway, these files wait on this computer until you mount it again.
faults-mount-unsent-unknown =
    .title = Could not check whether all files are in the bucket
    .what = rclone’s records on this computer could not be read, so some files may not be uploaded yet. The drive and the files on this computer were not changed.
    .next = Check that you have permission to read what the details name, then retry. If you unmount the drive anyway, files that were not uploaded stay on this computer.
faults-mount-stays =
    .title = The drive could not be unmounted
    .what = The system refused. The files in the bucket are not affected.
    .next = Close programs that use the drive, then retry. The drive is also unmounted when you restart the computer.
faults-mounts-unwritten =
    .title = The mount could not be recorded
    .what = Bucketwise records each mount first, so that it can find the drive after a crash. Nothing was mounted.
    .next = Free some disk space on this computer, then retry.

## places.rs: addresses, favourites and tabs

faults-address-empty =
    .title = Enter an address
    .what = The field is empty.
    .next = Enter a path in this bucket, an s3:// URI, an S3 URL or an ARN.
faults-address-scheme =
    .title = Addresses that begin with { $scheme }:// are not S3 addresses
    .what = An S3 address begins with s3://, https:// or arn:.
    .next = Enter a path in this bucket, an s3:// URI, an S3 URL or an ARN.
faults-address-host =
    .title = The URL has no valid host name
    .what = The text after https:// is not a host name.
    .next = Enter a path in this bucket, an s3:// URI, an S3 URL or an ARN.
faults-address-credentials =
    .title = The address contains a user name and password
    .what = S3 addresses have none. Nothing was sent, and nothing was kept.
    .next = Enter a path in this bucket, an s3:// URI, an S3 URL or an ARN.
faults-address-no-bucket =
    .title = The address contains no bucket name
    .what = The bucket name follows the host name, or s3://.
    .next = Enter a path in this bucket, an s3:// URI, an S3 URL or an ARN.
faults-address-bucket-name =
    .title = “{ $name }” is not a valid bucket name
    .what = Bucket names contain letters, digits, dots and hyphens, but no spaces.
    .next = Enter a path in this bucket, an s3:// URI, an S3 URL or an ARN.
faults-address-page =
    .title = The address is a web page
    .what = { $host } shows pages or files in a browser. It is not the S3 address of a bucket.
    .next = Enter a path in this bucket, an s3:// URI, an S3 URL or an ARN.
faults-address-other-storage =
    .title = The address belongs to another server
    .what = It is on { $host }, which this connection does not use.
    .next = Enter a path in this bucket, an s3:// URI, an S3 URL or an ARN.
faults-address-other-partition =
    .title = The address is in another AWS partition
    .what = It belongs to the partition { $partition }, which has its own accounts and access keys.
    .next = Enter a path in this bucket, an s3:// URI, an S3 URL or an ARN.
faults-address-access-point =
    .title = The address is an access point, not a bucket
    .what = An access point has its own permissions. To open its bucket, use the bucket name.
    .next = Enter a path in this bucket, an s3:// URI, an S3 URL or an ARN.
faults-address-arn-of-other =
    .title = The ARN belongs to { $service }, not to S3
    .what = ARNs of buckets and files begin with arn:aws:s3:::.
    .next = Enter a path in this bucket, an s3:// URI, an S3 URL or an ARN.
faults-address-arn =
    .title = The ARN is incomplete
    .what = ARNs of buckets and files look like arn:aws:s3:::bucket/folder/file.
    .next = Enter a path in this bucket, an s3:// URI, an S3 URL or an ARN.
faults-address-too-long =
    .title = The path is longer than S3 allows
    .what = The full name of a file can have at most 1,024 bytes.
    .next = Enter a path in this bucket, an s3:// URI, an S3 URL or an ARN.
faults-nothing-there =
    .title = No file or folder with this name
    .what = { $slash ->
            [yes] “{ $bucket }” has no file or folder named “{ $key }”. Names in S3 usually do not begin with a slash.
           *[no] “{ $bucket }” has no file or folder named “{ $key }”.
        }
    .next = Check the spelling, including uppercase and lowercase letters.
faults-places-unreadable =
    .title = Your favourites and tabs could not be read
    .what = The file { $file } is damaged or cannot be opened. It was not changed, and nothing is saved to it.
    .next = Repair or move the file. Everything else works without it.
faults-places-unwritable =
    .title = Favourites and tabs could not be saved
    .what = The file { $file } could not be written. What was saved before is unchanged.
    .next = Check that the disk has free space and that you have permission to write there.
faults-days-unfit =
    .title = The number of days is not valid
    .what = No restore was requested.
    .next = Enter a whole number from 1 to { $most }.

## report.rs: S3 Inventory reports

faults-not-an-inventory =
    .title = This file is not an S3 Inventory report
    .what = “{ $key }” in “{ $bucket }” does not have the contents of an S3 Inventory manifest. Nothing was opened.
    .next = Look for a file named manifest.json in the folder that S3 Inventory writes its reports to.
faults-inventory-too-long =
    .title = This file is too long for an S3 Inventory report
    .what = “{ $key }” in “{ $bucket }” is longer than the manifest of any S3 Inventory report. Nothing was opened.
    .next = Look for a file named manifest.json in the folder that S3 Inventory writes its reports to.
faults-report-kind =
    .title = Reports in { $kind } format cannot be opened
    .what = “{ $key }” in “{ $bucket }” is an S3 Inventory report in { $kind } format. Bucketwise reads CSV and Parquet.
    .next = Choose CSV or Parquet in the bucket’s S3 Inventory configuration.
faults-report-damaged =
    .title = A file of the report cannot be read to its end
    .what = “{ $key }” in “{ $bucket }” is not as the report says, so rows may be missing. What was read is shown.
    .next = Retry. If it fails again, open an earlier or later report.

## setting.rs: settings of a bucket, and deleting it

faults-setting-unfit =
    .title = Something must be corrected first
    .what = { $why } Nothing was saved.
    .next = Correct it, then save again.
faults-setting-unread =
    .title = This setting could not be read, so it was not changed
    .what = Bucketwise changes only what it has read. Nothing was saved.
    .next = Open the setting again. You can change it once it can be read.
faults-draft-of-another =
    .title = This change is for another setting
    .what = The change belongs to another setting than the one that is open. Nothing was saved.
    .next = Open the setting again and make the change there.
faults-nothing-to-undo =
    .title = Nothing to undo
    .what = You changed nothing, or someone else has changed the setting since you opened it. Nothing was saved.
    .next = Check the setting as it is now.
faults-setting-would-lose =
    .title = This change would lose part of the setting
    .what = Bucketwise does not support a part of this setting, { $what }. The change would remove it or change its meaning. Nothing was saved.
    .next = Make this change with the tool that created the setting.
faults-setting-public =
    .title = Block public access prevents this change
    .what = The change would let anyone access files, and Block public access prevents that.
    .next = If the bucket is meant to be public, turn off Block public access first.
faults-setting-denied =
    .title = This connection has no permission for this change
    .what = The server knows who you are, but does not allow this change.
    .next = Ask an administrator for the permission { $action } on this bucket.
faults-setting-denied-unnamed =
    .title = This connection has no permission for this change
    .what = The server knows who you are, but does not allow this change.
    .next = Ask an administrator for the permission. The details name it.
faults-setting-unsupported =
    .title = This server does not support this setting
    .what = The setting can be read there but not changed.
    .next = Ask your provider whether the setting can be turned on.
faults-setting-acl-off =
    .title = ACLs are disabled for this bucket
    .what = With its Object Ownership setting, the bucket’s owner owns every file and ACLs have no effect.
    .next = Use the bucket policy, or change Object Ownership first.
faults-setting-refused =
    .title = The server refused this change
    .what = The server read the change and did not accept it.
    .next = Correct what the server names, then save again.
# What was refused, and what the server said about it, in its own words.
faults-setting-answer = { $said ->
    [both] { $what } Nothing was saved, and your draft is still here. The server said: “{ $message }” ({ $code })
    [message] { $what } Nothing was saved, and your draft is still here. The server said: “{ $message }”
    [code] { $what } Nothing was saved, and your draft is still here. Reason: { $code }
   *[nothing] { $what } Nothing was saved, and your draft is still here.
}
faults-bucket-there =
    .title = This bucket already exists
    .what = “{ $name }” exists, and this connection has access to it. Nothing was created or changed.
    .next = Open the bucket, or choose another name.
faults-bucket-not-counted =
    .title = Bucketwise cannot delete this bucket
    .what = The server does not answer as S3 does. The bucket may hold more than its files. Nothing was deleted.
    .next = Delete the files in the file list, then delete the bucket with the provider’s own tools.
faults-name-differs =
    .title = The name does not match
    .what = The bucket is named “{ $bucket }”. Nothing was deleted.
    .next = Type the name exactly as it is shown.
faults-bucket-changed =
    .title = The bucket changed after it was counted
    .what = The bucket contains something that was not counted before, so deleting stopped there.
    .next = Count again to see what the bucket contains now.
faults-not-deleted = “{ $key }” could not be deleted. { $why }
faults-typed-too-long =
    .title = The text is too long
    .what = It has { $bytes } bytes, and the limit is { $most }. Nothing was changed.
    .next = Paste only one policy or one set of rules.
faults-still-there =
    .title = The server still has files that it said it deleted
    .what = { $more ->
            [0] “{ $key }” still exists, although the server said several times that it was deleted.
            [one] “{ $key }” and { $more } more file still exist, although the server said several times that they were deleted.
           *[other] “{ $key }” and { $more } more files still exist, although the server said several times that they were deleted.
        } A legal hold, a retention rule or a gateway in front of the server can cause this.
    .next = Ask the administrator of the server why these files stay, then delete them again.
faults-bucket-kept = { $removed ->
    [0] { $why } Nothing was deleted, and the bucket is unchanged.
    [one] { $why } { $removed } item was permanently deleted. The bucket and everything else in it still exist.
   *[other] { $why } { $removed } items were permanently deleted. The bucket and everything else in it still exist.
}

## share.rs: links that open files without a sign-in

faults-link-ended =
    .title = { $by ->
            [session] Your session has ended
            [copy] The restored copy is no longer there
            [policy] The bucket policy allows no link
           *[chosen] The link would end before it starts
        }
    .what = { $by ->
            [session] A link stops working when the session that signed it ends, and this session has ended. No link was created.
            [copy] The file is archived, and its restored copy has been removed. No link was created.
            [policy] The bucket policy denies links as soon as they are created. No link was created.
           *[chosen] The date and time have passed. No link was created.
        }
    .next = { $by ->
            [session] Sign in again, then create the link.
            [copy] Restore the file again, then create the link.
            [policy] Ask the bucket’s administrator about the condition s3:signatureAge in the bucket policy.
           *[chosen] Choose a later date and time.
        }
faults-link-unsigned =
    .title = This connection cannot create links
    .what = It is used without signing in, so nothing can sign a link. No link was created.
    .next = Use a connection with an access key, or share the file’s plain address if the file is public.
faults-links-too-many =
    .title = Too many files for links
    .what = Links can be created for { $most } files at a time. No link was created.
    .next = Select fewer files. For a whole folder, give the person access to it instead.
faults-links-none =
    .title = There is no file to share
    .what = The selection contains no files. No link was created.
    .next = Select one or more files.
faults-link-not-opened =
    .title = The program did not open
    .what = This computer could not open the browser or the email program. The link still works.
    .next = Copy the link and paste it where you need it.
faults-links-full =
    .title = The list of your links is full
    .what = It has { $most } links that still work and can keep no more. Nothing was handed over or saved.
    .next = Remove links that you no longer need in “Links I made”.
faults-links-unreadable =
    .title = The list of your links could not be read
    .what = The file { $file } is damaged or cannot be opened. It was not changed, and nothing is saved to it. The links themselves still work.
    .next = Repair or move the file.
faults-links-unwritable =
    .title = The list of your links could not be saved
    .what = The file { $file } could not be written. What was saved before is unchanged. The links themselves still work.
    .next = Check that the disk has free space and that you have permission to write there.
faults-upload-folder =
    .title = This folder name cannot be used
    .what = A folder name has no “.” or “..” and no line breaks, and all of it together has up to { $most } bytes. No page was created.
    .next = Enter another folder name.
faults-upload-unreachable =
    .title = Browsers cannot store a file here
    .what = The path has a folder named “.” or “..”. Browsers remove such names from an address. No page was created.
    .next = Choose another folder, or a page for several files.
faults-upload-bucket =
    .title = Enter a folder
    .what = Without a folder, anyone who has the page could replace every file in the bucket. No page was created.
    .next = Enter the folder that the files go to.
faults-upload-sizes =
    .title = These file sizes cannot be used
    .what = The largest size cannot be less than the smallest one, or more than { SIZE($largest) }. No page was created.
    .next = Change the sizes.
faults-upload-name =
    .title = This file name cannot be used
    .what = The name is empty, has a slash in it, or is longer than { $most } bytes. No page was created.
    .next = Enter another file name.
faults-upload-taken =
    .title = “{ $name }” is already there
    .what = The upload would replace this file. No page was created.
    .next = Enter another file name.

## mod.rs

faults-defect =
    .title = Something went wrong in Bucketwise
    .what = A bug in the program stopped this action. Your files and your other work are not affected.
    .next = Retry. If it happens again, copy the details and report the problem.
faults-connection-unreadable =
    .title = { $what ->
            [provider] The provider of “{ $connection }” cannot be read
            [proxy] The proxy of “{ $connection }” cannot be read
            [certificate] The certificate of “{ $connection }” cannot be read
           *[endpoint] The endpoint of “{ $connection }” cannot be read
        }
    .what = The saved settings of this connection were edited outside Bucketwise, or saved by a newer version. Nothing was sent.
    .next = { $what ->
            [provider] Edit the connection and choose its provider again, or update Bucketwise.
            [proxy] Edit the connection and enter its proxy again, or update Bucketwise.
            [certificate] Edit the connection and choose its certificate again, or update Bucketwise.
           *[endpoint] Edit the connection and enter its endpoint again, or update Bucketwise.
        }
faults-gone =
    .title = This is no longer open
    .what = The { $what ->
            [files] file selection
            [comparison] comparison
            [connection] connection
            [window] window
            [folder] folder
            [backup] backup
            [pair] saved pair
            [file] file
            [selection] selection
            [download] download
            [transfer] transfer
            [copy] copy
            [question] question
            [reading] preview
            [mount] mounted drive
            [setting] setting
            [link] link
            [compare] comparison
            [product] product
            [integration] integration
            [second-key] second key
           *[key] key
        } has been closed or removed. Nothing was changed.
    .next = Open it again from the sidebar.

## storage.rs

# What an error is about, as it stands in the middle of a sentence.
faults-place-file = “{ $key }” in “{ $bucket }”
faults-place-bucket = “{ $bucket }”
faults-place-server = this server
faults-name-not-found =
    .title = Endpoint not found
    .what = No server has the name in the endpoint. Nothing was sent.
    .next = Check the spelling of the endpoint, and that this computer is online.
faults-connection-refused =
    .title = The server refused the connection
    .what = There is a computer at this address, but no program accepts connections on this port. Nothing was sent.
    .next = Check the port in the endpoint, and that the server is running.
faults-timed-out =
    .title = The server took too long to answer
    .what = The request timed out. Anything already transferred is kept.
    .next = Retry. If it is still slow, check your network, and your VPN if this server needs one.
faults-interrupted =
    .title = The connection was lost
    .what = The network connection failed while { $place } was being read or written. Anything already transferred is kept.
    .next = Check your network connection, then retry.
faults-certificate =
    .title = The server’s certificate is not trusted
    .what = This computer cannot verify the identity of the server, so no keys were sent to it.
    .next = Check the endpoint. If your organisation issues its own certificates, ask for the root certificate and choose it in the connection.
faults-not-s3 =
    .title = This address is not S3 storage
    .what = Something answered, but not as an S3 server: a web page, a network sign-in page or an admin console. MinIO’s console is on port 9001, its S3 server on port 9000.
    .next = Ask your provider for the S3 endpoint (also called the API endpoint). It often uses another port or starts with “s3.”.
faults-bad-answer =
    .title = The server’s answer is invalid
    .what = This is an S3 server, but its answer for { $place } is incomplete or contradicts itself. Bucketwise did not use it.
    .next = Retry. If it fails again, send the details to your provider.
faults-broken-list =
    .title = The server did not send the whole list
    .what = The server reports more items in { $place }, but not how to request them. The list may be incomplete. No file is copied, moved or deleted because of it.
    .next = Retry. If it fails again, send the details to your provider.
faults-plain-http =
    .title = HTTP and HTTPS do not match
    .what = The endpoint and the server do not agree on encryption: one uses HTTPS, the other HTTP. Nothing was sent.
    .next = Change https to http at the start of the endpoint, or http to https.
faults-access-key-unknown =
    .title = Unknown access key
    .what = The server does not know this access key. It may be inactive, deleted, or from another provider.
    .next = Copy the access key again. Check that it belongs to this provider and region.
faults-signature-mismatch =
    .title = Wrong secret key for this access key
    .what = The server knows the access key, but the secret key does not match it.
    .next = Copy the whole secret key again, without spaces. If it is lost, create a new access key: a secret key is shown only once.
faults-token-expired =
    .title = The session token has expired
    .what = Session tokens are valid for a limited time. Nothing was changed.
    .next = Get a new access key, secret key and session token, and enter all three.
faults-token-unknown =
    .title = Wrong session token for this access key
    .what = The server does not accept this session token with this access key.
    .next = Copy the access key, secret key and session token again. All three must come from the same place.
faults-clock-skew =
    .title = This computer’s clock is wrong
    .what = The server refuses requests if the clocks differ by more than 15 minutes. Nothing was changed.
    .next = Set this computer’s date, time and time zone to automatic, then retry.
faults-sign-in =
    .title = Sign-in failed
    .what = Bucketwise could not get keys for this connection. Nothing was changed.
    .next = Retry. If it fails again, connect again.
faults-read-only =
    .title = This connection is read-only
    .what = The connection blocks all changes. Nothing was sent to { $place }.
    .next = To change files, use a connection that is not read-only.
faults-not-permitted =
    .title = Access denied
    .what = The server knows who you are, but does not allow this action for { $place }. It gave no reason. A permission may be missing. The bucket policy, the encryption key or another account’s policy may also deny it. Nothing was changed.
    .next = Copy the message and send it to your storage administrator.
faults-archived =
    .title = The file is archived
    .what = { $place } must be restored from the archive before it can be read. Nothing was changed.
    .next = Restore the file, which takes minutes to hours. Then retry.
faults-no-such-bucket =
    .title = Bucket not found
    .what = { $place } does not exist on this server, or is spelled differently. Bucket names use lowercase letters.
    .next = Check the bucket name and the region.
faults-no-such-key =
    .title = File not found
    .what = There is no file { $place }. It may have been deleted or renamed.
    .next = Refresh the folder.
faults-no-such-upload =
    .title = The unfinished upload was removed
    .what = The unfinished upload of { $place } is no longer on the server. No incomplete file was saved.
    .next = Upload the file again.
faults-bucket-exists =
    .title = Bucket name already taken
    .what = Another bucket has this name. All customers of a provider share the same bucket names.
    .next = Choose another name.
faults-bucket-not-empty =
    .title = The bucket is not empty
    .what = Only an empty bucket can be deleted. Nothing was deleted from { $place }.
    .next = Delete the contents of the bucket first.
faults-bad-bucket-name =
    .title = Invalid bucket name
    .what = Bucket names have 3 to 63 characters: lowercase letters, digits, dots and hyphens.
    .next = Check the name for capital letters, spaces and underscores.
faults-key-too-long =
    .title = The path is too long for this server
    .what = The path of a file, including its folders, can have up to 1,024 bytes. Some servers allow 255 bytes for each part.
    .next = Use a shorter name or fewer nested folders.
faults-refused-key =
    .title = This name is not safe to use
    .what = Some servers take a name of slashes alone for the bucket itself, and could delete the bucket. Nothing was sent.
    .next = Leave this item as it is, or ask your storage administrator to remove it.
faults-wrong-region =
    .title = The bucket is in another region
    .what = { $place } is not in the region of this connection.
    .next = Change the connection’s region. The details show which region the server named, if any.
faults-not-supported =
    .title = This server does not support that
    .what = The server does not offer this feature. Nothing was changed.
    .next = Copy the message and ask your provider whether the feature can be enabled.
faults-would-lose =
    .title = This change would remove part of the setting
    .what = The setting contains something that Bucketwise does not know. Nothing was saved.
    .next = Make this change with the tool that created the setting.
faults-precondition-failed =
    .title = Changed by someone else
    .what = Someone changed { $place } while this action was running, so Bucketwise did not overwrite it.
    .next = Refresh, check what is there now, and decide again.
faults-changed =
    .title = The file changed while it was being copied
    .what = Someone has changed { $place } since. No copy was saved.
    .next = Retry when the file is no longer being changed.
faults-bad-range =
    .title = The file is shorter than expected
    .what = { $place } changed while it was being read.
    .next = Refresh the folder, then retry.
faults-bad-digest =
    .title = The file was damaged in transfer
    .what = The checksum of { $place } does not match, so the copy was deleted. The original was not changed.
    .next = Retry. If it fails again, the network or a disk is damaging data.
faults-too-large-there =
    .title = The file is too large for this server
    .what = The server does not accept files of this size.
    .next = Split the file, or copy the message and ask your provider for the largest file size.
faults-storage-full =
    .title = The storage is full
    .what = There is no space left for { $place }. No incomplete file was saved, and existing files were not changed.
    .next = Free some space or ask for more, then retry. Practice files use this computer’s disk.
faults-slow-down =
    .title = Too many requests
    .what = The server cannot accept more requests at the moment. Anything already transferred is kept.
    .next = Wait a minute, then retry.
faults-server-fault =
    .title = The server has an internal error
    .what = The server reported a problem of its own. Anything already transferred is kept.
    .next = Retry in a minute. If it fails again, send the details to your provider.
faults-cut =
    .title = The file is incomplete
    .what = The server sent fewer bytes of { $place } than it announced. The incomplete copy was deleted.
    .next = Retry to get the whole file.
faults-local-file =
    .title = Could not read a file on this computer
    .what = The file was removed or shortened, or you do not have permission to read it. No incomplete file was saved on the server.
    .next = Check the file on this computer, then retry.
faults-refused =
    .title = The server refused the request
    .what = The server refused the request for { $place }. Bucketwise does not know the reason that it gave.
    .next = Retry. If it fails again, send the details to your provider or administrator.

## reasons.rs

faults-account-off =
    .title = The provider account is not active
    .what = The provider refuses access to { $place }: the account is disabled, unpaid or not fully set up. Nothing was changed.
    .next = Copy the message and send it to the account owner. Only the owner and the provider can fix this.
faults-too-old =
    .title = The request has expired
    .what = Links and requests are valid for a limited time. Nothing was changed.
    .next = Retry to send a new request. If it fails again, set this computer’s clock to automatic.
faults-no-acls =
    .title = ACLs are disabled for this bucket
    .what = The request for { $place } included an ACL, but this bucket does not use ACLs: its owner owns every file. Nothing was changed.
    .next = Leave out ACLs. Control access with the bucket policy instead.
faults-site-not-admitted =
    .title = The CORS rules do not allow this website
    .what = The CORS rules for { $place } do not allow the web page that sent the request.
    .next = Open the CORS rules and add the address of the website.
faults-bucket-yours =
    .title = You already own this bucket
    .what = { $place } exists and belongs to you. Nothing was created or changed.
    .next = Open the bucket, or choose another name.
faults-customer-key =
    .title = The file is encrypted with its owner’s key
    .what = { $place } was encrypted with a key that the server does not store (SSE-C). Bucketwise cannot open files like this.
    .next = Copy the message and ask the file’s owner for a copy without SSE-C.
faults-key-unusable =
    .title = The encryption key cannot be used
    .what = { $place } is encrypted with a KMS key that is disabled, scheduled for deletion, deleted or of the wrong type.
    .next = Copy the message and send it to your key administrator. The details name the key.
faults-parts-refused =
    .title = The server could not complete the upload
    .what = The server did not accept the parts of { $place }. No incomplete file was saved.
    .next = Retry to upload the whole file again.
faults-fetch-busy =
    .title = Expedited restore is not available right now
    .what = Demand for expedited restores is too high at the moment. { $place } is still archived, and you were not charged.
    .next = Choose a slower restore, or retry later.
faults-policy-too-long =
    .title = The policy is too long to test
    .what = A test session accepts only short policies, and this policy is longer. Nothing was changed.
    .next = Choose fewer buckets or folders, or continue without the test.
faults-company-rule =
    .title = A policy of your organisation denies this
    .what = { $kind ->
        [resources] A resource control policy (RCP) of your organisation denies this action for { $place }. No other permission can allow it.
       *[people] A service control policy (SCP) of your organisation denies this action for { $place }. No other permission can allow it.
    }
    .next = Copy the message and send it to your organisation’s cloud team. Only they can change the policy.
faults-boundary =
    .title = Your permissions boundary does not allow this
    .what = Your permissions boundary sets the most that you can do. It does not include this action for { $place }.
    .next = Copy the message and send it to your administrator. The boundary must be extended: adding a permission is not enough.
faults-session-narrow =
    .title = This session has fewer permissions than its role
    .what = A session policy limits this session. It does not include this action for { $place }.
    .next = Sign in again without the session policy, or use another role.
faults-network-gate =
    .title = The VPC endpoint policy does not allow this
    .what = Your network connects to the server through a VPC endpoint. Its policy does not allow this action for { $place }.
    .next = Use a network that has access, or copy the message and send it to your network administrator.
faults-role-unsaid =
    .title = This connection cannot assume the role
    .what = The role’s trust policy does not include your user or role, or it requires another external ID. Or you have no permission to assume roles.
    .next = Compare the role and the external ID with the values you were given.
faults-key-not-shared =
    .title = No permission for the encryption key
    .what = { $place } is encrypted, and you do not have permission to use the encryption key.
    .next = Copy the message and send it to your key administrator. Your permissions and the key policy must both allow it.
faults-public-blocked =
    .title = Block public access prevents this change
    .what = Block public access for { $place } rejects every change that would make it public. Nothing was changed.
    .next = Keep Block public access on unless the bucket must be public. Give access only to the people who need it.
faults-locked =
    .title = The file cannot be deleted yet
    .what = Object Lock protects { $place } until its retention period ends or its legal hold is removed. Nothing was deleted.
    .next = Check how long the bucket’s Object Lock settings protect files.
faults-denied-by-bucket =
    .title = The bucket policy denies this
    .what = A statement in the policy of { $place } denies this action to you. Adding permissions does not help.
    .next = Open the bucket policy and check its Deny statements.
faults-denied-by-rule =
    .title = A policy denies this to you
    .what = A Deny statement forbids this action on { $place }. Adding permissions does not help.
    .next = Copy the message and send it to your administrator. The policy that denies it must be changed.
faults-not-admitted =
    .title = The bucket owner has not given you access
    .what = { $place } belongs to another account, and that account’s policy does not include you.
    .next = Copy the message and send it to the bucket owner. It names your user or role and the permission that it needs.
faults-not-visible =
    .title = File not found, or no permission to see it
    .what = You have no permission to list the folder. The server then gives the same answer for { $place } whether it exists or not.
    .next = Check the name. If it is correct, copy the message and send it to your storage administrator.
faults-permission-missing =
    .title = A permission is missing
    .what = You do not have the permission { $permission } for { $place }. Nothing was changed.
    .next = Copy the message and send it to your administrator. It includes the policy statement to add.
faults-delete-marker =
    .title = The file was deleted
    .what = The latest version of { $place } is a delete marker. Earlier versions may still exist.
    .next = Refresh the folder.
# { $why } is a sentence: the rule for bucket names that is broken.
faults-bucket-name-invalid =
    .title = Invalid bucket name
    .what = “{ $bucket }” cannot be the name of a bucket. { $why }
    .next = Check the name.
faults-text-refused =
    .title = The server did not accept the setting
    .what = { $kind ->
        [cors] The CORS rules contain something that this server does not understand.
        [policy] The bucket policy names someone who does not exist, or contains something this server does not support.
        [lifecycle] The lifecycle rules contain something that this server does not understand.
       *[setting] The setting contains something that this server does not understand.
    } Nothing was changed.
    .next = Correct the errors marked in the form. The details contain the server’s own message.

## remedy.rs

faults-named = “{ $name }”
faults-did-you-mean = Did you mean { $names }?
# Lines of a message to an administrator or a provider.
faults-letter-failed = { $operation } failed for { $place }.
faults-letter-code = Code: { $code }
faults-letter-status = Status: { $status }
faults-letter-reason = Cause: { $reason }
faults-letter-message = Message from the server: “{ $message }”
faults-letter-request = Request ID: { $id }
faults-letter-answer = Can you correct the server’s answer?
faults-letter-list = Why does the list not say how to request the rest?
faults-letter-size = What is the largest file size, and can it be increased for me?
faults-letter-feature = Does this server support the feature, and can it be enabled?
faults-letter-role = I need the role { $role } in the AWS account { $account }, for our company sign-in page (IAM Identity Center). It is not assigned to me.

## refusal.rs

# What was tried, as it follows “when I tried to”.
faults-tried-open = open { $place }
faults-tried-upload = add or replace { $place }
faults-tried-delete = delete { $place }
faults-tried-role = assume a role
# { $does } is what the permission is for, such as “change settings”.
faults-tried-in = { $does } in { $place }
faults-tried-on = { $does }: { $place }
faults-tried-with = { $tried } ({ $permission })

# Which policy denied it.
faults-by-nothing-allows = No policy of your user or role allows this action.
faults-by-own-deny = A policy of your user or role denies this action. No other permission can allow it.
faults-by-resource-deny = The bucket policy denies this action. No other permission can allow it.
faults-by-other-account = The resource belongs to another account, which has not given you access.
faults-by-organisation = A policy of your organisation denies this action to everyone it applies to. Nobody in this account can remove it.
faults-by-boundary = Your user or role has a permissions boundary, and it does not include this action.
faults-by-session = A session policy gives this session fewer permissions than its role has.
faults-by-network = The VPC endpoint that the request went through does not allow this action.
faults-by-trust = The role’s trust policy does not allow you. It expects another user or role, another external ID, or no external ID.
faults-by-key = The file is encrypted with a key that you do not have permission to use.
faults-by-public-lock = Block public access prevents this bucket from becoming public.
faults-by-account = The account is suspended, unpaid or not fully set up.
faults-by-unknown = The server does not say which policy denied this action. Possible causes: your own policies, the bucket policy, the encryption key, or a permissions boundary or organisation policy.

# How that is known. { $rule } is one of the sentences above, { $more } are sentences about it.
faults-cause-said = { $rule } The server’s answer says so.
faults-cause-read = { $rule } This follows from the current policies.
faults-cause-found = { $rule } { $more } This follows from the current policies.
faults-cause-head = { $rule } To this type of request the server answers only with status 403. A missing file gives the same answer if you have no permission to list the folder.
faults-cause-upload = { $rule } If you can open files and only uploads fail, the bucket policy often accepts encrypted uploads only: choose the encryption in “Upload with options…”.

# A message to an administrator.
faults-letter-denied = I was denied access when I tried to { $tried }.
faults-letter-who = Who: { $who }
faults-letter-my-login = my user or role
faults-letter-why = Why: { $why }
faults-letter-checked = - { $line }
faults-wanted-nothing-allows = Can you allow it, if I should have access? This statement does:
faults-wanted-own-deny = Can you change the statement that denies it, if I should have access?
faults-wanted-resource-deny = Can you change that statement in the bucket policy, if I should have access?
faults-wanted-other-account = Can you give me access? This statement in the bucket policy does:
faults-wanted-organisation = For the person who manages the organisation’s policies: should the policy apply here?
faults-wanted-boundary = Can you add this statement to the permissions boundary, if I should have access?
faults-wanted-session = How can I sign in without this session policy, if I should have access?
faults-wanted-network = Which network can I use, or can the VPC endpoint policy allow it?
faults-wanted-trust = Can you check that the role’s trust policy names my user or role, and the external ID that I have?
faults-wanted-key = Can you give me permission to use the key, if I should have access? I need this statement, and the key policy must let the account’s IAM policies control access:
faults-wanted-public-lock = I assume that this bucket should not be public. Is there another way to share the file?
faults-wanted-account = Can you ask AWS Support about the account?
faults-wanted-unknown = Can you check which policy denied it? If no policy allows it yet, this statement does:

# What was checked when the policies were read. { $error } is the server’s answer, { $says } what a statement does.
faults-checked-who = The server identifies you as { $who }.
faults-checked-who-unknown = The server does not say who you are ({ $error }).
faults-checked-bucket-maybe = The bucket policy may deny it, depending on conditions that are not known here: { $says }
faults-checked-bucket-no = The bucket policy does not deny it.
faults-checked-bucket-odd = Bucketwise cannot read the bucket policy.
faults-checked-bucket-none = The bucket has no policy.
faults-checked-bucket-unread = This connection has no permission to read the bucket policy ({ $error }).
faults-checked-login-unread = This connection has no permission to read your own policies ({ $error }).
faults-checked-policies = Policies of { $name }: { $policies }.
faults-checked-no-policies = { $name } has no policies.
faults-checked-own-maybe = { $policy } may deny it, depending on conditions that are not known here: { $says }
faults-checked-conditions = The policies allow it only under conditions that cannot be tested here.
faults-checked-all-allow = All these policies together allow it, so the cause is a policy that cannot be read here.
faults-checked-simulation = The server’s policy simulation says that your own policies allow it.
faults-checked-not-simulated = This connection has no permission to simulate policies ({ $error }).
faults-found-own-deny = The policy is { $name }: { $says }
faults-found-encryption = It accepts encrypted uploads only: { $says } In “Upload with options…”, choose { $choice }.
# As the choices of “Upload with options…” are named.
faults-encryption-s3 = “Keys managed by the server (SSE-S3, AES256)”
faults-encryption-kms = “AWS KMS key (SSE-KMS)”
faults-encryption-kms-key = “AWS KMS key (SSE-KMS)” and the key { $key }
# What a statement does, in the words of the policy explanation.

## sign_in.rs

# A finding of the form, and its button.
faults-another-way = The address, proxy or certificate of this connection is not the one it had. The server there receives a session of your sign-in, which can open everything that you can. Continue only if you trust it.
faults-another-way-button = Sign in there
# { $why } is a sentence: what is missing or wrong.
faults-sign-in-page =
    .title = The sign-in page is incomplete
    .what = { $why }
    .next = Correct the sign-in page, then retry.
faults-no-browser =
    .title = The browser did not open
    .what = This computer could not open “{ $page }”. The code is still valid.
    .next = Open this address in any browser, on this computer or another device.
faults-bucket-needed =
    .title = This connection has no permission to list buckets
    .what = You are signed in, but cannot see the list of all buckets. Many access keys are limited in this way.
    .next = Enter the name of the bucket you were given.
faults-list-refused =
    .title = The server refused to list the buckets
    .what = The access key or the secret key is wrong, or this connection has no permission to list buckets. This server gives the same answer in both cases.
    .next = Check both keys. If they are correct, enter the name of the bucket you were given.
faults-listing-refused-or-secret =
    .title = The server refused to list the files
    .what = The access key or the secret key is wrong, or this connection has no permission to list { $place }. This server gives the same answer in both cases.
    .next = Check both keys. If they are correct and you were given a folder, enter it as the start folder. If you only upload files, continue without the list.
faults-listing-refused =
    .title = This connection has no permission to list files
    .what = The server knows who you are, but does not allow you to list { $place }. Access keys for one folder, or only for uploads, are limited in this way.
    .next = If you were given a folder, enter it as the start folder. If you only upload files, continue without the list.
faults-requester-pays =
    .title = This bucket charges for requests
    .what = “{ $bucket }” uses Requester Pays: your account is charged for requests and downloads, and each request must accept the cost.
    .next = To continue, select “Pay request costs (Requester Pays)” in the connection.
faults-name-needed =
    .title = The connection has no name
    .what = The name tells your connections apart.
    .next = Enter a name of up to 80 characters.
# { $why } is a sentence: one of those below.
faults-folder-name =
    .title = This folder name cannot be used
    .what = { $why }
    .next = Choose another name.
faults-folder-name-empty = The name is empty.
faults-folder-name-slash = A name cannot contain a slash, because slashes separate folders. Create the outer folder first.
faults-folder-name-dots = In many programs “.” is the current folder and “..” the parent folder. They would not find a folder with this name.
faults-folder-name-control = The name contains a control character, which cannot be displayed.
faults-folder-name-long = Together with its parent folders, the name is longer than the 1,024 bytes that S3 allows.
faults-folder-exists =
    .title = A folder with this name already exists
    .what = “{ $name }” already exists here. Nothing was changed.
    .next = Choose another name, or open the existing folder.
faults-clock-off =
    .title = This computer’s clock is wrong
    .what = { $way ->
        [behind] { $minutes ->
            [one] It is about { $minutes } minute behind the server’s clock.
           *[other] It is about { $minutes } minutes behind the server’s clock.
        }
       *[ahead] { $minutes ->
            [one] It is about { $minutes } minute ahead of the server’s clock.
           *[other] It is about { $minutes } minutes ahead of the server’s clock.
        }
    } S3 refuses requests if the clocks differ by more than 15 minutes.
    .next = Set this computer’s date, time and time zone to automatic, then retry.
faults-name-is-file =
    .title = A file with this name already exists
    .what = “{ $name }” is a file here, and some servers cannot store a folder with the same name. Nothing was changed.
    .next = Choose another name for the folder.
faults-folders-not-kept =
    .title = This server does not store empty folders
    .what = On this server a folder exists only while it contains a file. Nothing was changed.
    .next = Upload a folder that contains a file instead.

## sources.rs

faults-environment-empty =
    .title = No keys in the environment variables
    .what = Bucketwise was started without the variable { $variable }, so it has no keys to sign in with.
    .next = Set the variables in a terminal and start Bucketwise from there, or choose another sign-in method.
faults-profiles-unreadable =
    .title = Could not read the AWS profiles
    .what = “{ $file }” exists, but cannot be opened or understood. Nothing in it was changed.
    .next = Ask the person who created the file, or choose another sign-in method.
faults-profile-missing =
    .title = Profile not found
    .what = The AWS files on this computer have no profile “{ $profile }”.
    .next = Check the name, or choose a profile from the list.
faults-profile-loop =
    .title = The profiles name each other in a circle
    .what = Each profile names the next as its source: { $profiles }.
    .next = Correct source_profile in one of them, or choose another profile.
faults-source-unnamed =
    .title = The profile has no source
    .what = “{ $profile }” assumes a role, but does not say which keys to use.
    .next = Add source_profile to the profile, or choose another profile.
faults-source-missing =
    .title = The profile’s source was not found
    .what = “{ $profile }” takes its keys from the profile “{ $source }”, which is not in the AWS files.
    .next = Correct source_profile in the profile, or add the missing profile.
faults-session-missing =
    .title = The profile’s company sign-in was not found
    .what = “{ $profile }” names the sso-session “{ $session }”, which is not in the AWS files.
    .next = Correct sso_session in the profile, or choose “Company sign-in page (IAM Identity Center)”.
faults-profile-empty =
    .title = The profile has no sign-in information
    .what = “{ $profile }” exists, but has no keys, role or sign-in page.
    .next = Choose another profile or another sign-in method.
faults-process-hung =
    .title = The program that gets the keys did not finish
    .what = The program in profile “{ $profile }” (credential_process) took more than a minute and was stopped.
    .next = Run it in a terminal to see what it is waiting for, then retry.
faults-process-failed =
    .title = The program that gets the keys failed
    .what = { $status ->
        [unstarted] The program in profile “{ $profile }” (credential_process) could not be run.
       *[ended] The program in profile “{ $profile }” (credential_process) ended with exit code { $status }.
    }
    .next = Run it in a terminal to see why, then retry.
faults-process-garbage =
    .title = The program that gets the keys printed something else
    .what = The output of the program in profile “{ $profile }” (credential_process) does not contain keys. It was not saved.
    .next = Run the program in a terminal. It must print JSON with Version, AccessKeyId and SecretAccessKey.
faults-token-file-missing =
    .title = Identity token not found
    .what = The profile signs in with a token from the file “{ $file }”, which cannot be read.
    .next = Ask the person who set up this computer, or choose another sign-in method.
faults-not-on-amazon =
    .title = This computer has no AWS role
    .what = Only EC2 instances and containers on AWS get keys in this way. No key service answered here.
    .next = Choose another sign-in method.
faults-machine-without-role =
    .title = This AWS machine has no role
    .what = The machine runs on AWS, but has no role that provides keys.
    .next = Ask its administrator to attach a role, or choose another sign-in method.
faults-company-refused =
    .title = This role is not assigned to you
    .what = You are signed in, but you do not have access to “{ $role }” in account { $account }.
    .next = Choose another account or role, or ask your administrator for this role.
faults-company-unknown =
    .title = Sign-in page not found
    .what = There is no sign-in page at “{ $page }” in the region { $region }.
    .next = Check the address and the region with your administrator. Use the region of IAM Identity Center, not of the bucket.
faults-company-too-late =
    .title = The code has expired
    .what = The code was not approved in the browser in time.
    .next = Retry, and approve the new code within ten minutes.
faults-role-refused =
    .title = This connection cannot assume the role
    .what = { $id ->
        [given] The keys are correct, but the trust policy of “{ $role }” does not allow them with this external ID.
       *[none] The keys are correct, but the trust policy of “{ $role }” does not allow them, or requires an external ID.
    }
    .next = Compare the role and the external ID with the values you were given.
faults-code-refused =
    .title = The code was not accepted
    .what = The code was not typed correctly, has expired, or was already used. Each code works once, for half a minute.
    .next = Wait until the device shows a new code, then retry.
faults-role-malformed =
    .title = The role is not valid
    .what = The server does not accept “{ $role }”, its external ID or its session name.
    .next = Copy the role again from where you were given it. It starts with arn:.
faults-role-too-long =
    .title = The session duration is too long
    .what = “{ $role }” does not allow sessions as long as the one requested.
    .next = Enter a smaller number of minutes. 60 always works.
faults-no-sessions-here =
    .title = Sessions are disabled in this region
    .what = The account does not issue sessions for roles in { $region }.
    .next = Use another region in the connection, or ask the account administrator to enable this one.
faults-no-roles =
    .title = This server does not support roles
    .what = The server does not answer requests for a session in a role.
    .next = Leave the role empty, or check the endpoint.
faults-sign-in-needed =
    .title = You are not signed in
    .what = This action continues after you sign in. Nothing was changed.
    .next = Retry. Bucketwise asks you to sign in again.

## transfer.rs

faults-file-vanished =
    .title = The file is no longer on this computer
    .what = “{ $name }” was moved, renamed or deleted after you chose it. No part of it was saved on the server.
    .next = Put the file back and retry, or choose it again in its new folder.
faults-file-unreadable =
    .title = Could not read a file on this computer
    .what = You do not have permission to open “{ $name }”, or its disk does not respond. Nothing was sent.
    .next = Check the file’s permissions, then retry.
faults-too-large =
    .title = The file is too large for this server
    .what = “{ $name }” is { SIZE($size) }. This server accepts files of up to { SIZE($most) }. Nothing was sent.
    .next = Split the file into smaller files, or choose a server that accepts larger ones.
faults-folder-unreadable =
    .title = Could not open a folder on this computer
    .what = You do not have permission to open “{ $name }”. Nothing inside it was uploaded.
    .next = Check the folder’s permissions, then upload the folder again.
faults-too-many-failed =
    .title = Too many files failed
    .what = After many failures, the remaining files were not started. Finished files are kept.
    .next = Check why the first files failed and fix the cause. Then retry to continue with the remaining files.
faults-restored-lapsed =
    .title = Some restored files are archived again
    .what = { $count ->
        [one] 1 file was restored, but its days ended before the slowest file could be read.
       *[other] { $count } files were restored, but their days ended before the slowest file could be read.
    }
    .next = Restore these files again for more days. The other files can be read now.
faults-changed-while-read =
    .title = The file changed while it was being read
    .what = { $stored ->
        [kept] “{ $name }” changed during the upload. The file on the server may contain a mix of old and new data.
       *[dropped] “{ $name }” changed during the upload, so nothing was uploaded.
    }
    .next = Close the program that is changing the file, then retry.
faults-disk-full =
    .title = The disk is full
    .what = { $free ->
        [unknown] The download needs { SIZE($needed) } of free space. The incomplete copy was removed. The file on the server was not changed.
       *[known] The download needs { SIZE($needed) } and { SIZE($free) } is free. The incomplete copy was removed. The file on the server was not changed.
    }
    .next = Free some space or choose another disk, then retry.
faults-folder-gone =
    .title = The download folder no longer exists
    .what = “{ $name }” was moved or deleted, or its disk was removed.
    .next = Put the folder back and retry, or download to another folder.
faults-in-the-way =
    .title = Another item has this name
    .what = A link, a folder or another type of file is in the place of “{ $name }”. It was not changed, and nothing was written through it.
    .next = Move that item to another folder, then retry.
faults-not-written =
    .title = Could not save the file
    .what = “{ $name }” could not be written to the folder you chose. The incomplete copy was removed.
    .next = Check that you have permission to write to the folder, then retry.
faults-no-free-name =
    .title = No free name was found
    .what = “{ $name }” already exists, and so do its next thousand numbered names.
    .next = Upload or download to another folder.
faults-stored-elsewhere =
    .title = The server did not keep this file name
    .what = The server accepted “{ $name }”, but has no file with that name. Some servers merge double slashes or change dots.
    .next = Look for the file under a similar name, and upload it with a simpler name.
faults-stored-size-differs =
    .title = The file on the server has a different size
    .what = { $sent ->
        [one] { $sent } byte of “{ $name }” was sent, but the server reports { $stored }. Someone else may have changed the file.
       *[other] { $sent } bytes of “{ $name }” were sent, but the server reports { $stored }. Someone else may have changed the file.
    }
    .next = Check the file on the server, then upload it again.
faults-stored-differs =
    .title = The file on the server is not the same as the original
    .what = What the server reports about “{ $name }” does not match the original. Do not use the copy on the server.
    .next = Check the network for a proxy or virus scanner that changes files, then upload the file again.
faults-arrived-differs =
    .title = The downloaded file does not match
    .what = “{ $name }” was downloaded several times, and never matched what the server reports about it. No copy was saved.
    .next = Check the network for a proxy or virus scanner that changes files, then download the file again.
faults-changed-while-downloading =
    .title = The file keeps changing on the server
    .what = Someone changed “{ $name }” during the download. A copy never mixes two versions, so none was saved.
    .next = Retry when the file is no longer being changed.
faults-list-lost =
    .title = The list of files is damaged
    .what = Bucketwise keeps what a transfer still has to do on this computer, and part of that list can no longer be read. Files that are done stay done. The rest was not started.
    .next = Start the transfer again with the same files, or compare the two places again.
faults-list-not-kept =
    .title = Could not save the list of files
    .what = Before files are deleted or restored, their list is kept in a temporary file. This failed. The files that were not reached yet stay as they are.
    .next = Check that the disk has free space, then retry.
faults-other-key =
    .title = The connection has another access key now
    .what = This transfer was started with another access key for { $server }. There, another key can open other buckets with the same names. The new key may open different buckets, so the transfer is paused. Finished files are kept.
    .next = If the new key is for the same buckets, choose Continue. If not, stop the transfer, or edit the connection to use the earlier key.
faults-other-server =
    .title = The connection now uses another server
    .what = This transfer was started for { $before }, and its connection now uses { $now }. It is paused, so that nothing goes to another server until you agree. Finished files are kept.
    .next = Continue on the new server, or stop the transfer. To finish it on the first server, change the connection back.
faults-mount-unsent-waiting =
    .title = Some files are not uploaded yet
    .what = Files saved to this drive are not in the bucket yet. { $why } Nothing is uploaded until you choose, and the files stay on this computer.
    .next = Choose what happens to them. If they belong on { $server }, upload them there. If not, edit the connection first.
faults-mount-unsent-older = An earlier version of Bucketwise kept them without noting their server. The connection uses { $server }.
faults-mount-unsent-other-key = They were saved with another access key for { $server }. There, another key can open other buckets with the same names.
faults-mount-unsent-other-server = They are for { $before }, and the connection now leads to { $server }.
faults-backup-changed-since =
    .title = Someone changed an old copy
    .what = The copy { $copy } has other files than when it was verified. It is due to be deleted, but was left unchanged.
    .next = Check what is in its folder. Delete the copy once you need nothing in it.
faults-journal-taken =
    .title = Bucketwise is already open in another window
    .what = That window has the list of your transfers, and they are not affected. Transfers started in this window work, but end when it closes.
    .next = Use the other window, or keep this one open until its transfers are finished.
faults-journal-unusable =
    .title = Could not open the list of transfers
    .what = The disk may be full, or the file may be in use. The list was not changed: its transfers continue the next time Bucketwise can open it. Transfers started now work, but end when Bucketwise closes.
    .next = Free some space on this computer’s disk, then start Bucketwise again.
faults-journal-unread =
    .title = Could not read the list of transfers
    .what = Bucketwise could not read part of the list it keeps on this computer. Nothing was changed.
    .next = Close Bucketwise and start it again if this stays so.
faults-job-unread =
    .title = Nothing is known of this file
    .what = The list of transfers has a line for it that Bucketwise cannot read. Another version may have written it.
    .next = Check in the target whether the file is there.
faults-journal-behind =
    .title = Transfers are not being saved
    .what = The list of transfers could not be written, probably because this computer’s disk is full. Transfers continue, but if Bucketwise closes now, unfinished transfers must be started again.
    .next = Free some space on this computer’s disk. Bucketwise then saves the transfers automatically.
faults-journal-damaged =
    .title = The list of transfers was damaged
    .what = The damaged list was set aside and a new list was created. Unfinished transfers are not on the new list. No file was changed.
    .next = Start the unfinished transfers again. Files that already exist can be skipped.

faults-integration-other-server =
    .title = The connection now uses another server
    .what = This integration was set up on { $before }, and its connection now uses { $now }. Nothing was checked, changed or removed.
    .next = Edit the connection to use { $before } again. Choose Continue here only if what was set up is also on { $now }.
faults-integration-other-key =
    .title = The connection has another access key now
    .what = This integration was set up with another access key for { $server }. There, another key can open other buckets with the same names. Nothing was checked, changed or removed.
    .next = Edit the connection to use the earlier key. Choose Continue here only if the new key opens the same buckets.
faults-integration-other-account =
    .title = The connection now signs in to another account
    .what = This integration was set up in the account { $before }, and its connection now signs in to { $now }. Nothing was checked, changed or removed.
    .next = Edit the connection to use the earlier account. Choose Continue here only if what was set up is also in { $now }.

## A file's history, and Object Lock

faults-version-archived =
    .title = This version is archived
    .what = This version of “{ $key }” is in an archive and cannot be read yet. Nothing was changed.
    .next = Restore it from the archive first, in your provider’s console: that takes minutes to hours. Then retry.
faults-version-restoring =
    .title = This version is still being restored from the archive
    .what = This version of “{ $key }” was requested from its archive and cannot be read yet. Nothing was changed.
    .next = Retry when the archive has restored it.
faults-file-name-differs =
    .title = The name does not match
    .what = The file is named “{ $name }”. Nothing was deleted.
    .next = Type the name exactly as it is shown.
faults-version-changed =
    .title = The file was changed meanwhile
    .what = “{ $key }” is no longer as it was when its versions were read. Nothing was changed.
    .next = Read the versions again, then choose the version that you want.
faults-changed-since-listed =
    .title = The file was changed after it was listed
    .what = “{ $key }” was overwritten since it was listed. What you selected is no longer there, and the new contents were left as they are.
    .next = Refresh the folder, then select the file again.
faults-restore-would-lose =
    .title = Restoring would delete another version
    .what = Versioning is not on in this bucket, so the copy would replace the version of “{ $key }” that was stored without versioning. Nothing was changed.
    .next = Turn on Versioning, then restore the version again. Or download it.
faults-version-held =
    .title = This version is under a legal hold
    .what = As long as the legal hold is on, nobody can delete this version of “{ $key }”. Nothing was deleted.
    .next = If you are allowed to, remove the legal hold first.
faults-version-compliance =
    .title = This version is retained
    .what = This version of “{ $key }” is retained in compliance mode until { $until }. Until then nobody can delete it, not even the account’s owner. Nothing was deleted.
    .next = Delete it after { $until }.
faults-version-governance =
    .title = This version is retained
    .what = This version of “{ $key }” is retained in governance mode until { $until }. Nothing was deleted.
    .next = Delete it after { $until }. If you have the permission s3:BypassGovernanceRetention, select “Override governance retention”.
faults-retention-past =
    .title = The time is in the past
    .what = A version can only be retained until a time in the future. Nothing was changed.
    .next = Choose a later date.
faults-retention-firm =
    .title = Compliance retention cannot be shortened
    .what = This version of “{ $key }” is retained in compliance mode until { $until }. Nobody can shorten or remove this. Nothing was changed.
    .next = Choose compliance mode and a date after { $until }, or leave it as it is.
faults-retention-shortened =
    .title = The retention was not changed
    .what = “{ $key }” is already retained in governance mode. Shortening or removing that is refused unless the request overrides it.
    .next = If you have the permission s3:BypassGovernanceRetention, select “Override governance retention”.
faults-bypass-unsaid =
    .title = Governance retention was not removed
    .what = Removing governance retention early overrides it, and this was not selected. Nothing was changed.
    .next = Select “Override governance retention”, then continue.
faults-no-object-lock =
    .title = This bucket has no Object Lock
    .what = Files in “{ $bucket }” cannot be locked, because the bucket was created without Object Lock. Nothing was changed.
    .next = Create a bucket with Object Lock, and copy the files there.
faults-too-many-to-lock =
    .title = Too many files to lock at once
    .what = At most { $most } files can be locked together. Nothing was changed.
    .next = Select fewer files or folders.
faults-lock-unconfirmed =
    .title = The name does not match
    .what = Compliance retention cannot be undone, so it is set only after the name “{ $bucket }” was typed. Nothing was changed.
    .next = Type the name of the bucket exactly as it is shown.
## past.rs: deleted files and earlier times

faults-of-the-past =
    .title = These files are from an earlier time
    .what = This list shows the folder at an earlier time. Files in it can be downloaded or restored, but not changed.
    .next = Go back to now to change files.
faults-are-deleted =
    .title = Deleted files are selected
    .what = Deleted files can only be undeleted. Nothing was changed.
    .next = Undelete the files first, or select only files that are not deleted.
faults-exists-again =
    .title = A file with this name exists again
    .what = “{ $key }” was uploaded or undeleted after it was deleted. The current file was left as it is.
    .next = Open the versions of the file to get the earlier one.
faults-deleted-again =
    .title = The file has another delete marker
    .what = “{ $key }” was deleted again, or its deletion was recorded twice. It is still deleted.
    .next = Refresh the folder and undelete the file again.
faults-version-gone =
    .title = This version no longer exists
    .what = The version of “{ $key }” from that time was deleted permanently or has expired. The current file was left as it is.
    .next = Restore the file from a backup if you have one.
faults-would-be-lost =
    .title = The file would be deleted permanently
    .what = Versioning is not on in this bucket, so nothing of “{ $key }” would be kept. It was left as it is.
    .next = Turn on versioning for this bucket and retry.
faults-other-version =
    .title = Another version would come back
    .what = The version of “{ $key }” that was counted has been deleted permanently. The file is still deleted.
    .next = Open the versions of the file and restore the version that you want.
faults-nothing-hidden =
    .title = The deletion cannot be undone here
    .what = The server did not say which delete markers it made, so none of them was removed. The files are still deleted.
    .next = Show deleted files in the folder and undelete them there.
faults-no-version-left =
    .title = No version of this file is left
    .what = The old versions of “{ $key }” were deleted permanently, so there is nothing to undelete.
    .next = Restore the file from a backup if you have one.

## compare.rs: comparing checksums

faults-compare-many =
    .title = Too many files to compare
    .what = Up to { $most } files can be compared at a time. Nothing was compared.
    .next = Select fewer files, or compare one folder at a time.
faults-compare-no-list =
    .title = This is not a list of checksums
    .what = No line of the text is a checksum in the form of md5sum, sha1sum, sha256sum or shasum. Nothing was compared.
    .next = Choose or paste another list.
faults-compare-list-long =
    .title = The list of checksums is too long
    .what = A list can have { $most } MB. Nothing was compared.
    .next = Paste a shorter list, or compare one part at a time.
faults-compare-list-unreadable =
    .title = The list of checksums cannot be read
    .what = The file { $file } cannot be opened, is not text, or is larger than { $most } MB. Nothing was compared.
    .next = Choose another file.

## properties.rs: changing what files say of themselves

faults-edits-unfit =
    .title = These changes cannot be made
    .what = One of the fields has a value that no file can have, or every field leaves the files as they are. Nothing was changed.
    .next = Go back to the form and correct the field that is marked.
faults-properties-changed =
    .title = The file changed after the preview
    .what = “{ $key }” was replaced or changed since you saw the preview. It was left as it is.
    .next = Refresh the folder, check the file and change its properties again.
faults-properties-tags =
    .title = The file would have too many tags
    .what = With the new tags “{ $key }” would have { $count }. A file can have { $most }. It was left as it is.
    .next = Remove a tag from this file, or replace all tags.
faults-properties-metadata =
    .title = The file would have too much metadata
    .what = With the new metadata “{ $key }” would have { $bytes } bytes of it. A file can have { $most }. It was left as it is.
    .next = Remove metadata from this file, or replace all metadata.
faults-properties-archived =
    .title = The file is archived
    .what = “{ $key }” has to be restored before its properties can change. Tags can change at any time. It was left as it is.
    .next = Restore the file from the archive, then retry.
faults-properties-own-key =
    .title = The file is encrypted with a key that only its owner has
    .what = “{ $key }” can only be read with the key that was sent when it was uploaded (SSE-C). It was left as it is.
    .next = Change the file with the program that uploaded it.
faults-properties-unseen =
    .title = The file has metadata that cannot be read
    .what = The server says that “{ $key }” has metadata that it cannot send. A change would lose it, so the file was left as it is.
    .next = Change the tags of this file only, or upload it again.
faults-properties-tags-unread =
    .title = The tags of the file cannot be read
    .what = You do not have permission to read the tags of “{ $key }”. A change could lose them, so the file was left as it is.
    .next = Ask your administrator for the permission s3:GetObjectTagging, then retry.
faults-properties-lock-unread =
    .title = The Object Lock of the file cannot be read
    .what = You do not have permission to see whether “{ $key }” has a retention or a legal hold. A change would lose them, so the file was left as it is.
    .next = Ask your administrator for the permissions s3:GetObjectRetention and s3:GetObjectLegalHold, then retry.
faults-properties-differ =
    .title = The server shows other properties than were sent
    .what = The properties of “{ $key }” were sent, but reading them again shows differences.
    .next = Open the properties of the file and check them. The details name those that differ.

## sync.rs: comparing two places and keeping them the same

faults-sync-two-folders =
    .title = One of the two places must be in a bucket
    .what = Both places are folders on this computer. Nothing was compared.
    .next = Choose a folder of a bucket for one of them.
faults-sync-same-place =
    .title = One of the two places contains the other
    .what = Both places are in the same bucket, and one is inside the other or is the same folder. Nothing was compared.
    .next = Choose two folders that do not contain each other.
faults-sync-one-bucket =
    .title = Both places are in the same bucket
    .what = The two bucket names lead to one bucket, and one of the two folders is inside the other. Files that are replaced or removed in the target would also be missing in the source. Nothing was replaced or removed.
    .next = Choose two folders that do not contain each other.
faults-sync-maybe-one-bucket =
    .title = The two places may be in the same bucket
    .what = To tell two buckets apart, Bucketwise writes a small file to one and checks whether it appears in the other. This was not permitted. If they are the same bucket, one of the two folders is inside the other and originals could be lost. Nothing was replaced or removed.
    .next = Get permission to write to the target and to list the source, then retry.
faults-sync-bad-pattern =
    .title = A filter pattern cannot be read
    .what = “{ $pattern }” is not a pattern. Nothing was compared.
    .next = Use names with *, such as *.tmp or photos/**. To keep some files, list them under “Only these files” instead of using !.
faults-sync-too-many-patterns =
    .title = Too many filter patterns
    .what = A filter can have at most { $most } patterns of each kind. Nothing was compared.
    .next = Use fewer patterns. A pattern that matches a folder also matches everything in it.
faults-sync-too-many =
    .title = Too many files to compare on this server
    .what = This server lists files in its own order, so Bucketwise has to sort them, and there are more than 5,000,000. Nothing was changed.
    .next = Compare smaller folders, one at a time.
faults-sync-not-text =
    .title = Some file names cannot be read
    .what = { $count ->
            [one] The name of { $count } file on this computer contains bytes that are no text, so no bucket can have it.
           *[other] The names of { $count } files on this computer contain bytes that are no text, so no bucket can have them.
        } The two places cannot be compared completely. Nothing was changed.
    .next = Rename these files, then compare again.
faults-sync-changed =
    .title = A file changed after it was compared
    .what = “{ $name }” is no longer what the comparison showed, on one side or the other. It was left as it is.
    .next = Compare again to see what it is now.
faults-sync-removals-wait =
    .title = Nothing was removed yet
    .what = { $count ->
            [one] { $count } file could not be copied, so no file was removed.
           *[other] { $count } files could not be copied, so no file was removed.
        } What was copied stays.
    .next = Retry. When all files are copied, the removal continues.
faults-sync-source-empty =
    .title = The source has no files
    .what = If the target became the same, it would lose all its files. An empty source often means a drive that is not connected, or the wrong folder. Nothing was changed.
    .next = Check the source, then compare again.
faults-sync-all-filtered =
    .title = The filter leaves no file of the source
    .what = The source has files, but the filter leaves out every one of them. If the target became the same, it would lose all its files that the filter leaves. Nothing was changed.
    .next = Change the filter, then compare again. To remove nothing, choose “Update”.
faults-sync-unread =
    .title = A folder could not be read
    .what = What is missing there may only be unreadable, so no file is removed. Nothing was changed.
    .next = Get access to the folder and compare again, or choose “Update”, which removes nothing.
faults-sync-many-removed =
    .title = Many files would be removed
    .what = { $count ->
            [one] { $count } file would be removed from the target.
           *[other] { $count } files would be removed from the target.
        } Nothing was changed.
    .next = Check the list, then confirm that you want to remove them.
faults-sync-plan-changed =
    .title = The plan has changed
    .what = What would be done is no longer what you saw. Nothing was changed.
    .next = Check the plan again, then start.
faults-pair-unknown =
    .title = Saved pair not found
    .what = No saved pair is named “{ $name }”. Nothing was changed.
    .next = Run “bucketwise sync list” to see all saved pairs, or save one in the window.
faults-pair-running =
    .title = This pair is already being synchronized
    .what = A saved pair runs only once at a time, whether you or the schedule started it.
    .next = Wait until the run has ended, then retry.
faults-pair-name =
    .title = This name is taken
    .what = Another saved pair is named “{ $name }”.
    .next = Choose another name.
faults-pair-login =
    .title = This sign-in works only while Bucketwise is open
    .what = A scheduled pair needs connections with keys saved in the keychain, so that it never asks you. The practice bucket is not available either while Bucketwise is closed.
    .next = Save the connection with an access key, or synchronize this pair yourself.
faults-pair-signed-out =
    .title = The sign-in expired during the run
    .what = The server no longer accepts it, and a run without the window cannot ask you to sign in. What was copied so far stays.
    .next = Sign in again in the window, then compare the pair.
faults-pair-stood-still =
    .title = No progress for 15 minutes
    .what = The network or the server did not respond. What was copied so far stays.
    .next = Synchronize the pair again when the server responds.
faults-pair-silent =
    .title = The folder stopped responding
    .what = “{ $name }” did not answer for several minutes, as a network drive does when its server is away. What was copied so far stays. A file that was being copied or removed then may still be finished when the drive is back.
    .next = Reconnect the drive, then synchronize the pair again.
faults-pair-stopped =
    .title = Synchronization stopped
    .what = What was copied so far stays.
    .next = Synchronize the pair again to continue.
faults-pair-locked =
    .title = “{ $name }” is paused until you check it
    .what = The last run on its own ended with: { $why }. Nothing was changed this time.
    .next = Open the pair in the window under “Backups” and check what differs. It then runs on its own again.
faults-pair-source-gone =
    .title = The source has none of its files
    .what = It has no files, or none of those from the last run. This often means a drive that is not connected, or the wrong folder. Nothing was changed.
    .next = Check the source, then open the pair in the window and compare.
faults-pair-target-gone =
    .title = The target has none of its files
    .what = It has none of the files from the last run. This often means a drive that is not connected, or the wrong folder. Nothing was changed.
    .next = Check the target, then open the pair in the window and compare.
faults-pair-other-server =
    .title = A connection leads to another server
    .what = Since you last checked this pair, one of its connections was edited and now leads to another server. Nothing was changed.
    .next = Open the pair in the window, check what differs, and synchronize it there. It then runs on its own again.
faults-pairs-unreadable =
    .title = The list of saved pairs cannot be read
    .what = The file is damaged or was saved by a newer version of Bucketwise. The file was not changed. Until it is repaired, saved pairs do not run.
    .next = Repair or move the file pairs.json in the configuration folder.
faults-pair-left-out =
    .title = Files that you left out are not saved with a pair
    .what = { $count ->
        [one] You left { $count } file out of this comparison. A saved pair would include it the next time.
       *[other] You left { $count } files out of this comparison. A saved pair would include them the next time.
    }
    .next = Leave them out with a filter, or include them again, then save the pair.
faults-pairs-unwritable =
    .title = The saved pair could not be written
    .what = Its settings, or how its last run ended, could not be saved on this computer.
    .next = Free some disk space on this computer, then retry.
