-- Neovim as a policy officer's editor: types a mistake and takes it back, looks at a fact, completes by pinyin, renames over
-- files. Writes what it was shown as JSON. Run headless by attach.test.ts, which checks the answers.
-- ZHUNSHENG_COMMAND (JSON, the server's command line), ZHUNSHENG_PROJECT (a folder) and ZHUNSHENG_ANSWERS (a file to write).
local command = vim.fn.json_decode(vim.env.ZHUNSHENG_COMMAND)
local project = vim.env.ZHUNSHENG_PROJECT
local patience = 30000

local function wait(what, condition)
  if not vim.wait(patience, condition, 10) then error('Neovim waited in vain for ' .. what) end
end

local function diagnostics(buffer)
  return vim.tbl_map(function(each)
    return { line = each.lnum, column = each.col, ends = each.end_col, message = each.message, source = each.source }
  end, vim.diagnostic.get(buffer, { severity = vim.diagnostic.severity.ERROR }))
end

-- The line that holds a text, from 1, and where the text begins in it, from 0.
local function find(buffer, text)
  for number, line in ipairs(vim.api.nvim_buf_get_lines(buffer, 0, -1, false)) do
    local start = line:find(text, 1, true)
    if start then return number, start - 1 end
  end
  error('no line holds ' .. text)
end

local function replace(buffer, text, by)
  local line, column = find(buffer, text)
  vim.api.nvim_buf_set_text(buffer, line - 1, column, line - 1, column + #text, { by })
end

local function ask(buffer, method, extra)
  local params = vim.tbl_extend('force', vim.lsp.util.make_position_params(0, 'utf-16'), extra or {})
  local answers, problem = vim.lsp.buf_request_sync(buffer, method, params, patience)
  if not answers then error(method .. ': ' .. problem) end
  local _, answer = next(answers)
  if answer.err or answer.error then error(method .. ': ' .. vim.inspect(answer)) end
  return answer.result
end

local function main()
  local answers = { version = tostring(vim.version().major) .. '.' .. tostring(vim.version().minor) }
  local id = vim.lsp.start_client({
    name = 'zhunsheng',
    cmd = command,
    root_dir = project,
    workspace_folders = { { name = 'rules', uri = vim.uri_from_fname(project) } },
    before_init = function(params) params.locale = 'zh-CN' end,
  })
  vim.cmd('edit ' .. vim.fn.fnameescape(project .. '/policies/zero-petition.policy.yaml'))
  local buffer = vim.api.nvim_get_current_buf()
  vim.lsp.buf_attach_client(buffer, id)
  wait('the server', function() return vim.lsp.buf_is_attached(buffer, id) and vim.lsp.get_client_by_id(id).initialized end)
  answers.server = vim.lsp.get_client_by_id(id).name

  -- A letter forgotten: an error at the word; taken back: none.
  replace(buffer, 'require: skip-level-petitions = 0', 'require: skip-level-petitons = 0')
  wait('an error', function() return #diagnostics(buffer) > 0 end)
  answers.mistake = { line = find(buffer, 'skip-level-petitons'), diagnostics = diagnostics(buffer) }
  vim.cmd('silent undo')
  wait('no more errors', function() return #diagnostics(buffer) == 0 end)

  local line, column = find(buffer, 'require: skip-level-petitions')
  vim.api.nvim_win_set_cursor(0, { line, column + #'require: sk' })
  answers.hover = ask(buffer, 'textDocument/hover').contents.value

  replace(buffer, 'require: skip-level-petitions = 0', 'require: yuejishangfang')
  line, column = find(buffer, 'yuejishangfang')
  vim.api.nvim_win_set_cursor(0, { line, column + #'yuejishangfang' })
  vim.cmd('startinsert!')
  local list = ask(buffer, 'textDocument/completion', { position = { line = line - 1, character = column + #'yuejishangfang' } })
  answers.completion = vim.tbl_map(
    function(item) return { label = item.label, words = vim.lsp.util.text_document_completion_list_to_complete_items({ item }, '')[1].word } end,
    list.items or list
  )
  vim.cmd('stopinsert')
  vim.cmd('silent undo')

  line, column = find(buffer, 'require: skip-level-petitions')
  vim.api.nvim_win_set_cursor(0, { line, column + #'require: sk' })
  local edit = ask(buffer, 'textDocument/rename', { newName = 'overstepping-petitions' })
  vim.lsp.util.apply_workspace_edit(edit, 'utf-16')
  vim.cmd('silent wall')
  wait('the project to be sound after the rename', function()
    vim.cmd('buffer ' .. buffer)
    return #diagnostics(buffer) == 0
  end)
  answers.errorsAfterRename = diagnostics(buffer)

  vim.lsp.stop_client(id)
  wait('the server to end', function() return vim.lsp.client_is_stopped(id) end)
  return answers
end

local done, result = xpcall(main, debug.traceback)
vim.fn.writefile({ vim.fn.json_encode(done and result or { problem = result }) }, vim.env.ZHUNSHENG_ANSWERS)
vim.cmd('qall!')
